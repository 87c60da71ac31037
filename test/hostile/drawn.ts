import xterm from '@xterm/headless';
import { expect } from 'vitest';
import type { CellRow } from '../../source/ui/terminal/cells.ts';
import { rowChange } from '../../source/ui/terminal/row-change.ts';

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

/** What a terminal shows of the cells, having shown others before; and whether anything but its cells was touched. */
export async function drawnBy(
	wcwidth: ((code: number) => 0 | 1 | 2) | undefined,
	before: readonly CellRow[] | undefined,
	cells: readonly CellRow[],
) {
	const columns = cells[0]?.glyphs.length ?? 0;
	const terminal = new xterm.Terminal({ cols: columns, rows: cells.length, allowProposedApi: true, scrollback: 0 });
	if (wcwidth !== undefined) {
		terminal.unicode.register({
			version: 'odd',
			wcwidth,
			charProperties: code => (wcwidth(code) << 1) | 0,
		});
		terminal.unicode.activeVersion = 'odd';
	}
	const touched: string[] = [];
	terminal.onTitleChange(title => touched.push(`title ${title}`));
	terminal.onBell(() => touched.push('bell'));
	terminal.onData(data => touched.push(`answer ${JSON.stringify(data)}`));
	terminal.onScroll(() => touched.push('scroll'));
	const write = (text: string): Promise<void> => new Promise(resolve => terminal.write(text, resolve));
	const full = (rows: readonly CellRow[]): string => rows.map((row, y) => rowChange(undefined, row, y)).join('');
	await write('\u001b[?7l');
	const text =
		before === undefined ? full(cells) : full(before) + cells.map((row, y) => rowChange(before[y], row, y)).join('');
	await write(text);
	const { active } = terminal.buffer;
	const rows = cells.map((_, y) => {
		const line = active.getLine(y);
		return Array.from({ length: columns }, (_, x) => line?.getCell(x)?.getChars() ?? '');
	});
	const isAlternate = active.type === 'alternate';
	terminal.dispose();
	return { rows, touched, isAlternate, text };
}

const isSure = (glyph: string): boolean => glyph.length === 1 && isCommon(glyph.charCodeAt(0));

/** Fails where a column that holds a glyph of one width everywhere shows anything else. */
export function expectInPlace(rows: readonly (readonly string[])[], cells: readonly CellRow[], words: string): void {
	const wrong: string[] = [];
	for (const [y, { glyphs }] of cells.entries()) {
		for (const [x, glyph] of glyphs.entries()) {
			const shown = rows[y]?.[x] ?? '';
			if (glyph === ' ' ? shown !== '' && shown !== ' ' : isSure(glyph) && shown !== glyph) {
				wrong.push(`row ${y} column ${x}: ${JSON.stringify(shown)} for ${JSON.stringify(glyph)} in ${glyphs.join('')}`);
			}
		}
	}
	expect(wrong.slice(0, 5), words).toEqual([]);
}
