import type { ThemeName } from './tones.ts';

/** The colours that a terminal shows: none, the sixteen of a person's own palette, or also the 240 fixed ones. */
export type ColourDepth = 'none' | 'sixteen' | 'fixed';

/** The colours and the theme of a terminal, by which tones get their looks. */
export interface Palette {
	readonly depth: ColourDepth;
	readonly theme: ThemeName;
}

/** Environment variables by their names. */
export interface Environment {
	readonly [name: string]: string | undefined;
}

/**
 * The palette that a person and the environment ask for. NO_COLOR leaves weight, inverse and underline; FORCE_COLOR
 * goes before it. Where nothing tells what the background is, the terminal's own sixteen colours are the safest.
 */
export function paletteOf(environment: Environment, choice: ThemeName | 'auto' = 'auto'): Palette {
	const depth = depthOf(environment);
	if (choice !== 'auto') {
		return { depth, theme: choice };
	}
	const background = backgroundOf(environment);
	if (background === undefined) {
		return { depth: depth === 'fixed' ? 'sixteen' : depth, theme: 'dark' };
	}
	return { depth, theme: background };
}

function depthOf({
	FORCE_COLOR: forced,
	NO_COLOR: none,
	COLORTERM: colours,
	TERM: terminal = '',
}: Environment): ColourDepth {
	if (forced !== undefined && forced !== '') {
		const asked: { readonly [value: string]: ColourDepth } = { 0: 'none', false: 'none', 2: 'fixed', 3: 'fixed' };
		return asked[forced] ?? 'sixteen';
	}
	if ((none !== undefined && none !== '') || withoutColours.test(terminal)) {
		return 'none';
	}
	return (colours !== undefined && colours !== '') || manyColours.test(terminal) ? 'fixed' : 'sixteen';
}

const withoutColours = /^(vt\d|dumb$)|-m(ono)?$/;
const manyColours = /256|direct|kitty|ghostty|alacritty|wezterm|^foot/;

/** The background by COLORFGBG, which rxvt, Konsole and others set: `15;0` is white on black. */
function backgroundOf({ COLORFGBG: colours = '' }: Environment): ThemeName | undefined {
	const background = /;(\d+)$/.exec(colours)?.[1];
	if (background === undefined) {
		return undefined;
	}
	return background === '7' || Number(background) > 8 ? 'light' : 'dark';
}
