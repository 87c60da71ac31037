/** What a piece of text means; the only way in which a panel asks for a colour. */
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

/** How a terminal shows a tone. Named colours only, so that a person's own palette holds. */
export interface Look {
	readonly color?: 'red' | 'green' | 'yellow' | 'magenta' | 'cyan' | 'gray' | 'blueBright';
	readonly dimColor?: boolean;
	readonly bold?: boolean;
}

/** Every tone's look. No meaning hangs on a colour alone: each outcome is also a word. */
export const theme: { readonly [tone in Tone]: Look } = {
	plain: {},
	dim: { dimColor: true },
	title: { bold: true },
	focus: { color: 'cyan', bold: true },
	key: { color: 'cyan' },
	hit: { color: 'green' },
	miss: { color: 'yellow' },
	collapsed: { color: 'blueBright' },
	stale: { color: 'magenta' },
	good: { color: 'green' },
	live: { color: 'cyan' },
	warning: { color: 'yellow' },
	failed: { color: 'red' },
	border: { color: 'gray' },
	'focused-border': { color: 'cyan' },
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
	none: '·',
	cursor: '▏',
	more: '…',
	barFull: '━',
	barEmpty: '─',
} as const;
