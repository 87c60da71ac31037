/** The meaning of a piece of text; the only way in which a panel asks for a colour. */
export type Tone =
	| 'plain'
	| 'dim'
	| 'title'
	| 'focus'
	| 'key'
	| 'hit'
	| 'miss'
	| 'collapsed'
	| 'stale'
	| 'good'
	| 'live'
	| 'warning'
	| 'failed'
	| 'border'
	| 'focused-border';

/** The look of one tone on a terminal. */
export interface Look {
	/** One of the sixteen colours that a person's own palette gives: 0 to 15. Absent: the colour of all other text. */
	readonly ansi?: number;
	/** One of the fixed colours of a terminal with 256: 16 to 255. */
	readonly fixed?: number;
	readonly bold?: boolean;
	/** The terminal draws it faint where it has no colour for it. */
	readonly faint?: boolean;
}

/** The look of every tone. No meaning hangs on a colour alone: each outcome is also a word. */
export type Theme = { readonly [tone in Tone]: Look };

/** The background that a theme is made for. */
export type ThemeName = 'dark' | 'light';

/** Each colour reads well on its background: a contrast of 4.5 or more by the formula of WCAG 2, which a test computes. */
export const themes: { readonly [name in ThemeName]: Theme } = {
	dark: {
		plain: {},
		dim: { fixed: 247, faint: true },
		title: { bold: true },
		focus: { ansi: 6, fixed: 80, bold: true },
		key: { ansi: 6, fixed: 80 },
		hit: { ansi: 2, fixed: 114 },
		miss: { ansi: 3, fixed: 221 },
		collapsed: { ansi: 14, fixed: 111 },
		stale: { ansi: 13, fixed: 176 },
		good: { ansi: 2, fixed: 114 },
		live: { ansi: 6, fixed: 80 },
		warning: { ansi: 3, fixed: 221 },
		failed: { ansi: 9, fixed: 203 },
		border: { ansi: 8, fixed: 245, faint: true },
		'focused-border': { ansi: 6, fixed: 80 },
	},
	// The usual green, yellow and cyan are too bright for a white background: where there is nothing else, words do.
	light: {
		plain: {},
		dim: { fixed: 241, faint: true },
		title: { bold: true },
		focus: { ansi: 4, fixed: 24, bold: true },
		key: { ansi: 4, fixed: 24 },
		hit: { fixed: 22 },
		miss: { fixed: 94 },
		collapsed: { ansi: 4, fixed: 26 },
		stale: { fixed: 127 },
		good: { fixed: 22 },
		live: { ansi: 4, fixed: 24 },
		warning: { fixed: 94, bold: true },
		failed: { ansi: 1, fixed: 160 },
		border: { fixed: 242, faint: true },
		'focused-border': { ansi: 4, fixed: 24 },
	},
};

/** The signs that stand beside words. */
export const signs = {
	selected: '▸',
	pending: '○',
	notRun: '┄',
	done: '●',
	failed: '✗',
	fault: '↯',
	running: '◐',
} as const;
