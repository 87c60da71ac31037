import { describe, expect, it } from 'vitest';
import { drawnTheme, lookOf, themeOf } from '../../../source/ui/components/theme.ts';
import { paletteOf } from '../../../source/ui/text/palette.ts';
import { span } from '../../../source/ui/text/rows.ts';

describe('a look', () => {
	it('is a colour that there is, and weight', () => {
		const hit = span('HIT', 'hit', true);
		expect(lookOf(hit, paletteOf({ TERM: 'xterm' }, 'dark'))).toEqual({ bold: true, color: 'green' });
		expect(lookOf(hit, paletteOf({ TERM: 'xterm-256color' }, 'dark'))).toEqual({ bold: true, color: 'ansi256(114)' });
		expect(lookOf(span('FAILED', 'failed'), paletteOf({ TERM: 'xterm' }, 'dark'))).toEqual({ color: 'redBright' });
	});

	it('has no colour under NO_COLOR, but still weight, and what is inverse or underlined', () => {
		const palette = paletteOf({ NO_COLOR: '1', TERM: 'xterm-256color' });
		const focus = { text: 'x', tone: 'focus', inverse: true, underline: true } as const;
		expect(lookOf(focus, palette)).toEqual({ bold: true, underline: true, inverse: true });
		expect(lookOf(span('x', 'dim'), palette)).toEqual({ dimColor: true });
		expect(lookOf(span('│', 'border'), palette)).toEqual({ dimColor: true });
		expect(lookOf(span('│', 'focused-border'), palette)).toEqual({});
		expect(lookOf(span('x', 'failed'), palette)).toEqual({});
	});
});

describe('a theme', () => {
	it('lets chalk draw bold and inverse also without colours', () => {
		expect(themeOf({ NO_COLOR: '1', TERM: 'xterm-256color' }).chalkLevel).toBe(1);
		expect(themeOf({ TERM: 'xterm-256color' }, 'dark').chalkLevel).toBe(2);
	});

	it('has a border of ASCII where the locale has no other glyphs', () => {
		expect(themeOf({ LANG: 'C' }).border(false).borderStyle).toBe('classic');
		expect(themeOf({ LANG: 'en_GB.UTF-8' }).border(false).borderStyle).toBe('round');
	});

	it('draws a stranger’s text without what steers a terminal, on one line', () => {
		const theme = drawnTheme({ depth: 'none', theme: 'dark' }, 'ascii');
		expect(theme.drawn('a\u001b[2Jb\n│')).toBe('a^[2Jb^|');
	});
});
