import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandFlags, flagName } from '../../source/cli/flags.ts';
import { help } from '../../source/cli/help.ts';

const flags = [...new Set(Object.values(commandFlags).flatMap(Object.keys))].map(flagName);
const readme = readFileSync(new URL('../../readme.md', import.meta.url), 'utf8');

test.each(flags)('%s is in the help and in the readme', flag => {
	expect(help).toMatch(new RegExp(`${flag}\\b`));
	expect(readme).toMatch(new RegExp(`${flag}\\b`));
});

test('every command is in the help and in the readme', () => {
	for (const command of Object.keys(commandFlags).filter(name => name !== 'lab')) {
		expect(help).toContain(`poetry-lab ${command}`);
		expect(readme).toContain(`poetry-lab ${command}`);
	}
});

test('no line of the help is wider than 120 columns', () => {
	expect(help.split('\n').filter(line => line.length > 120)).toEqual([]);
});
