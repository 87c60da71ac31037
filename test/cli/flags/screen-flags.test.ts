import { describe, expect, test } from 'vitest';
import { isSpoken, screenChoice, whyNoScreen } from '../../../source/cli/flags/screen-flags.ts';

describe('the lab is told in lines', () => {
	test('where its flag asks for it, or Ink’s own variable', () => {
		expect(isSpoken({ screenReader: true }, {})).toBe(true);
		expect(isSpoken({ screenReader: false }, { INK_SCREEN_READER: 'true' })).toBe(true);
	});

	test.each([{}, { INK_SCREEN_READER: 'false' }, { INK_SCREEN_READER: '' }])('and not with %j', environment => {
		expect(isSpoken({}, environment)).toBe(false);
	});
});

test('a theme is one of three, and another is told with its name', () => {
	expect(screenChoice({}).theme).toBe('auto');
	expect(screenChoice({ theme: 'light' }).theme).toBe('light');
	expect(() => screenChoice({ theme: 'pink' })).toThrow('--theme takes auto, dark or light, not “pink”.');
});

describe('a terminal on which nothing can be drawn', () => {
	const terminal = { stdin: { isTTY: true }, stdout: { isTTY: true }, platform: 'linux' } as unknown as NodeJS.Process;

	test('can still be told lines', () => {
		const dumb = { ...terminal, env: { TERM: 'dumb' } };
		expect(whyNoScreen({ isSpoken: true }, dumb)).toBeUndefined();
		expect(whyNoScreen({ isSpoken: false }, dumb)).toMatch(/TERM is dumb/);
	});

	test('is none at all where input or output is no terminal', () => {
		const piped = { ...terminal, stdout: { isTTY: false }, env: { TERM: 'xterm' } } as unknown as NodeJS.Process;
		expect(whyNoScreen({ isSpoken: true }, piped)).toBe('there is no terminal');
	});
});
