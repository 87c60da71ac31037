import { describe, expect, it } from 'vitest';
import { type ColourDepth, type Environment, paletteOf } from '../../../source/ui/text/palette.ts';

const depth = (environment: Environment): ColourDepth => paletteOf(environment, 'dark').depth;

describe('how many colours there are', () => {
	it.each([
		['xterm-256color', 'fixed'],
		['tmux-256color', 'fixed'],
		['alacritty', 'fixed'],
		['xterm', 'sixteen'],
		['screen', 'sixteen'],
		['linux', 'sixteen'],
		['vt100', 'none'],
		['dumb', 'none'],
	] as const)('is told by TERM=%s: %s', (terminal, expected) => {
		expect(depth({ TERM: terminal })).toBe(expected);
	});

	it('is more where COLORTERM says so', () => {
		expect(depth({ TERM: 'xterm', COLORTERM: 'truecolor' })).toBe('fixed');
	});

	it('is none with NO_COLOR, unless that is empty', () => {
		expect(depth({ TERM: 'xterm-256color', NO_COLOR: '1' })).toBe('none');
		expect(depth({ TERM: 'xterm-256color', NO_COLOR: '' })).toBe('fixed');
	});

	it.each([
		['0', 'none'],
		['false', 'none'],
		['1', 'sixteen'],
		['true', 'sixteen'],
		['2', 'fixed'],
		['3', 'fixed'],
	] as const)('is what FORCE_COLOR=%s says, before all others: %s', (forced, expected) => {
		expect(depth({ FORCE_COLOR: forced, NO_COLOR: '1', TERM: 'xterm' })).toBe(expected);
		expect(depth({ FORCE_COLOR: forced, TERM: 'dumb' })).toBe(expected);
	});
});

describe('the theme', () => {
	it('is the one that was asked for', () => {
		expect(paletteOf({ COLORFGBG: '15;0' }, 'light').theme).toBe('light');
	});

	it.each([
		['0;15', 'light'],
		['0;default;7', 'light'],
		['15;0', 'dark'],
		['7;8', 'dark'],
	] as const)('is what COLORFGBG=%s tells of the background: %s', (colours, expected) => {
		expect(paletteOf({ COLORFGBG: colours, TERM: 'xterm-256color' })).toEqual({ depth: 'fixed', theme: expected });
	});

	it('keeps to a person’s own sixteen colours where nobody tells of the background', () => {
		expect(paletteOf({ TERM: 'xterm-256color' })).toEqual({ depth: 'sixteen', theme: 'dark' });
	});
});
