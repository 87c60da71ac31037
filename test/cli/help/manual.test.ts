import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { flagName } from '../../../source/cli/flags/flag-words.ts';
import { allFlags, commandFlags } from '../../../source/cli/flags/flags.ts';
import { manual } from '../../../source/cli/help/manual.ts';
import { faults } from '../../../source/faults/faults.ts';

const page = manual('1.2.3');
const written = page.replaceAll('\\-', '-');

test.each(Object.keys(allFlags).map(flagName))('%s is in the manual', flag => {
	expect(written).toMatch(new RegExp(`^\\\\fB(-h, )?${flag}( |\\\\fR)`, 'm'));
});

test('every command and every fault is in the manual', () => {
	for (const name of Object.keys(commandFlags).filter(one => one !== 'lab')) {
		expect(written).toMatch(new RegExp(`^\\.SS "poetry-lab ${name}\\b`, 'm'));
	}
	for (const { name } of faults) {
		expect(written).toMatch(new RegExp(`^\\\\fB${name}\\b`, 'm'));
	}
});

test('a line that begins like a request to roff is one', () => {
	expect(page.split('\n').filter(line => /^['.](?!(TH|SH|SS|PP|TP|BR|br)\b)/.test(line))).toEqual([]);
});

test.each([
	['groff', ['-man', '-Tutf8', '-ww', '-z', '-K', 'utf8']],
	['mandoc', ['-Tlint', '-W', 'warning']],
])('%s finds nothing to complain of, where it is installed', (program, args) => {
	const { error, stdout, stderr } = spawnSync(program, args, { input: page, encoding: 'utf8' });
	if (error === undefined) {
		// The day on which a version was made is not known where it is built.
		const complaints = `${stdout}${stderr}`.split('\n').filter(line => !line.includes('missing date'));
		expect(complaints.join('\n')).toBe('');
	}
});
