import { expect, test } from 'vitest';
import { BenchmarkUsageError, parseOptions, usage } from './options.ts';
import type { Section } from './section.ts';

const run = () => Promise.reject(new Error('nothing runs here'));
const sections: readonly Section[] = [
	{ name: 'poem', run },
	{ name: 'miss', run },
	{ name: 'connections', group: 'scale', run },
	{ name: 'netstring', group: 'scale', run },
];

function chosen(...args: readonly string[]): readonly string[] {
	const options = parseOptions(args, sections);
	return options === 'help' ? [] : options.chosen.map(({ name }) => name);
}

test('a part that belongs to a group runs only when it, or its group, is asked for', () => {
	expect(chosen()).toEqual(['poem', 'miss']);
	expect(chosen('--only', 'scale')).toEqual(['connections', 'netstring']);
	expect(chosen('--only', 'netstring,poem')).toEqual(['poem', 'netstring']);
});

test('a part that is not there is refused with the names of those that are', () => {
	expect(() => chosen('--only', 'poems')).toThrow('There is no part “poems”; there are poem, miss, connections, scale');
});

test('a quick run has fewer and shorter rounds, and what is asked for by number wins', () => {
	expect(parseOptions(['--quick'], sections)).toMatchObject({ pace: { rounds: 3, roundMs: 300 }, exchanges: 100_000 });
	const quick = ['--quick', '--rounds', '7', '--round-ms', '50', '--exchanges', '10'];
	expect(parseOptions(quick, sections)).toMatchObject({ pace: { rounds: 7, roundMs: 50 }, exchanges: 10 });
});

test.each([
	['--rounds', '0'],
	['--round-ms', '1.5'],
	['--exchanges', 'many'],
	['--pace', 'slow'],
])('%s %s is wrong usage', (flag, value) => {
	expect(() => chosen(flag, value)).toThrow(BenchmarkUsageError);
});

test('the usage names every part', () => {
	for (const { name, group = name } of sections) {
		expect(usage(sections)).toContain(name);
		expect(usage(sections)).toContain(group);
	}
});
