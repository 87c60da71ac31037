import { expect, test } from 'vitest';
import { classOptions } from '../../../source/cli/flags/class-options.ts';

const url = 'redis://mac:7000';

test('no class is joined unless one is named, by the flag or by the environment; the flag comes first', () => {
	expect(classOptions({}, {})).toBe(undefined);
	expect(classOptions({}, { POETRY_LAB_CLASS: '' })).toBe(undefined);
	expect(classOptions({}, { POETRY_LAB_CLASS: url })?.address).toMatchObject({ host: 'mac', port: 7_000 });
	expect(classOptions({ class: 'redis://bo' }, { POETRY_LAB_CLASS: url })?.address.host).toBe('bo');
});

test('a lab is named after its user and its host, unless it is given a name', () => {
	expect(classOptions({ class: url }, {})?.name).toMatch(/^[^\s#]+@[^\s#.]+$/);
	expect(classOptions({ class: url, as: 'ada@mac' }, {})?.name).toBe('ada@mac');
});

test.each([
	[{ class: 'redis://:secret@' }, {}, /^--class: it names no host|^--class: it is no URL/],
	[{}, { POETRY_LAB_CLASS: 'mac' }, /^POETRY_LAB_CLASS: /],
	[{ as: 'ada' }, {}, /--class/],
	[{ class: url, as: 'ada lovelace' }, {}, /--as takes a name .* without spaces/],
	[{ class: url, as: 'ada#2' }, {}, /--as/],
	[{ class: url, as: 'a'.repeat(41) }, {}, /up to 40/],
])('%j with %j is refused, and no password is told', (flags, env, words) => {
	expect(() => classOptions(flags, env)).toThrow(words);
	expect(() => classOptions(flags, env)).not.toThrow(/secret/);
});
