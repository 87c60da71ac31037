import xterm from '@xterm/headless';

/** Terminals that do not agree on the widths of characters. */
export const widths: Readonly<Record<string, ((code: number) => 0 | 1 | 2) | undefined>> = {
	'of old tables': undefined,
	'that draws whatever is rare wide': code => (isCommon(code) ? commonWidth(code) : 2),
	'that draws whatever is rare narrow': code => (isCommon(code) ? commonWidth(code) : 1),
	'that draws marks in columns of their own': code =>
		code < 0x20 ? 0 : code >= 0x300 && code < 0x370 ? 1 : commonWidth(code),
};

/** Of these no terminal has another width. */
function isCommon(code: number): boolean {
	return (
		(code < 0x300 && code !== 0xad) ||
		(code >= 0x2010 && code < 0x2600) ||
		code === 0x2713 ||
		code === 0x2717 ||
		isWide(code)
	);
}

function commonWidth(code: number): 0 | 1 | 2 {
	return code < 0x20 || (code >= 0x7f && code < 0xa0) ? 0 : isWide(code) ? 2 : 1;
}

function isWide(code: number): boolean {
	return (code >= 0x3041 && code < 0xa000) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xff01 && code <= 0xff60);
}

/** What no text on a terminal may hold: what would steer it, reorder or hide other text, or be seen by nobody. */
export const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** A terminal, and whether anything but its rows was touched by what was written to it. */
export interface OddTerminal {
	write(text: string): Promise<void>;
	/** What stands in each row now. */
	rows(): readonly string[];
	/** Titles, bells, answers and scrolling, none of which a screen has a reason for. */
	readonly touched: string[];
}

/** A terminal of this size with its own idea of how wide characters are. */
export function oddTerminal(
	wcwidth: ((code: number) => 0 | 1 | 2) | undefined,
	columns: number,
	rows: number,
): OddTerminal {
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		convertEol: true,
		scrollback: 100,
	});
	if (wcwidth !== undefined) {
		terminal.unicode.register({ version: 'odd', wcwidth, charProperties: code => (wcwidth(code) << 1) | 0 });
		terminal.unicode.activeVersion = 'odd';
	}
	const touched: string[] = [];
	terminal.onTitleChange(title => touched.push(`title ${title}`));
	terminal.onBell(() => touched.push('bell'));
	terminal.onData(data => touched.push(`answer ${JSON.stringify(data)}`));
	terminal.onScroll(() => touched.push('scroll'));
	return {
		touched,
		write: text => new Promise(resolve => terminal.write(text, resolve)),
		rows: () =>
			Array.from({ length: rows }, (_, y) => terminal.buffer.active.getLine(y)?.translateToString(true) ?? ''),
	};
}

/** True where every terminal gives each character of the text the same width. */
export function isSure(text: string): boolean {
	return Array.from(text).every(character => character.length === 1 && isCommon(character.charCodeAt(0)));
}
