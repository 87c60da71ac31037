import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellRow, cellsOf, type Layer } from '../../../source/ui/terminal/cells.ts';
import { rowChange } from '../../../source/ui/terminal/row-change.ts';
import { styleOf } from '../../../source/ui/terminal/style.ts';
import { type Row, span } from '../../../source/ui/text/rows.ts';
import type { Tone } from '../../../source/ui/theme.ts';

const columns = 24;
const style = styleOf({ TERM: 'xterm-256color' }, 'dark');

function cells(...row: Row): CellRow {
	const layer: Layer = { rect: { x: 0, y: 0, width: columns, height: 1 }, rows: [row], opaque: false };
	const [first] = cellsOf([layer], { columns, rows: 1 }, style);
	if (first === undefined) {
		throw new Error('there is no row');
	}
	return first;
}

describe('the change of a row', () => {
	it('is nothing where nothing changed', () => {
		expect(rowChange(cells(span('HIT', 'hit')), cells(span('HIT', 'hit')), 3)).toBe('');
	});

	it('is only the columns that changed, at their place, in their look', () => {
		const before = cells(span('proxy/tyger  '), span('12 ms', 'dim'));
		const after = cells(span('proxy/tyger  '), span('14 ms', 'dim'));
		expect(rowChange(before, after, 4)).toBe('\u001b[5;15H\u001b[38;5;247m4\u001b[m');
	});

	it('joins what is close, jumps over what is not, and erases what follows', () => {
		expect(rowChange(cells(span('abcdefgh')), cells(span('Abcdefgh')), 0)).toBe('\u001b[1;1HA');
		expect(rowChange(cells(span('abcdefgh')), cells(span('AbcDefgh')), 0)).toBe('\u001b[1;1HAbcD');
		expect(rowChange(cells(span('abcdefgh')), cells(span('AbcdefgH')), 0)).toBe('\u001b[1;1HA\u001b[8GH');
		expect(rowChange(cells(span('abcdefgh')), cells(span('abc')), 0)).toBe('\u001b[1;4H\u001b[K');
	});

	it('is the whole row where nothing is known of it', () => {
		expect(rowChange(undefined, cells(span('abc')), 1)).toBe('\u001b[2Habc\u001b[K');
	});

	it('says again where it is after a glyph whose width terminals do not agree on', () => {
		expect(rowChange(undefined, cells(span('雨 x')), 0)).toBe('\u001b[1H\u001b[2K雨\u001b[3G x\u001b[K');
	});
});

const tones: readonly Tone[] = ['plain', 'dim', 'hit', 'failed', 'focus'];
const anySpan = fc.record({
	text: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('雨ニモマケズ', '╭──', '│', '      ', 'e\u0301', '✗ …')),
	tone: fc.constantFrom(...tones),
	bold: fc.boolean(),
	inverse: fc.boolean(),
	underline: fc.boolean(),
});
const anyRow = fc.array(anySpan, { maxLength: 5 });

interface Shown {
	readonly text: string;
	readonly looks: string;
}

/** What a terminal shows in its first row: each glyph, and how each column looks. */
function shownBy(terminal: xterm.Terminal): Shown {
	const line = terminal.buffer.active.getLine(0);
	const looks = Array.from({ length: columns }, (_, x) => {
		const cell = line?.getCell(x);
		const blank = (cell?.getChars() ?? '') === '' || cell?.getChars() === ' ';
		const marks = `${cell?.isInverse()}${cell?.isUnderline()}`;
		return blank ? marks : `${marks}${cell?.isBold()}${cell?.isDim()}${cell?.getFgColorMode()}:${cell?.getFgColor()}`;
	});
	return { text: line?.translateToString(true).trimEnd() ?? '', looks: looks.join(' ') };
}

const write = (terminal: xterm.Terminal, text: string): Promise<void> =>
	new Promise(resolve => terminal.write(`\u001b[?7l${text}\u001b[?7h`, resolve));

it('brings a terminal from any row to any other one, as if that had been written alone', async () => {
	const terminal = new xterm.Terminal({ cols: columns, rows: 2, allowProposedApi: true });
	const fresh = new xterm.Terminal({ cols: columns, rows: 2, allowProposedApi: true });
	let before: CellRow | undefined;
	await fc.assert(
		fc.asyncProperty(anyRow, async row => {
			const after = cells(...row);
			await write(terminal, rowChange(before, after, 0));
			before = after;
			fresh.reset();
			await write(fresh, rowChange(undefined, after, 0));
			expect(shownBy(terminal)).toEqual(shownBy(fresh));
			expect(shownBy(terminal).text).toBe(after.glyphs.join('').trimEnd());
		}),
		{ numRuns: 400 },
	);
});
