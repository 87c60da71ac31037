import { describe, expect, it } from 'vitest';
import { type Context, keymap } from '../../../../source/ui/keymap.ts';
import { firstKeys, outcomeWords } from '../../../../source/ui/overlays/help/first-page.ts';
import { keyColumns } from '../../../../source/ui/overlays/help/help-columns.ts';
import { helpView } from '../../../../source/ui/overlays/help/view.ts';
import { initialState } from '../../../../source/ui/state.ts';
import { WriteRateContext } from '../../../../source/ui/terminal/write-rate.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { modelOf } from '../../../fixtures/view-model.ts';

function help(width: number, height: number, here: readonly Context[] = [], top = 0): readonly string[] {
	const model = modelOf({ state: { ...initialState, overlay: { kind: 'help', top, here } } });
	return drawnRows(
		<WriteRateContext.Provider value={() => 1_234}>
			<helpView.Component model={model} focused width={width} height={height} />
		</WriteRateContext.Provider>,
		width,
		height,
	);
}

/** What stands in a column of so many cells, inside the border. */
const firstColumn = (rows: readonly string[], width: number): readonly string[] =>
	rows.slice(1).map(row => row.slice(1, width + 1).trimEnd());

describe('the help', () => {
	it.each([60, 78, 118, 198])('cuts no word of any binding in %i columns', width => {
		expect(help(width + 2, 240).join('\n')).not.toContain('…');
		for (const { context, bindings } of keymap) {
			const [{ rows } = { rows: [] }] = keyColumns(width, [context]);
			const words = rows.map(row => rowText(row).slice(12).trim()).join(' ');
			for (const { description } of bindings.filter(({ hiddenInHelp }) => hiddenInHelp !== true)) {
				expect(words).toContain(description);
			}
		}
	});

	it('goes on under the words of a binding, and not under its keys', () => {
		const rows = firstColumn(help(80, 60, ['client']), 39);
		expect(rows.slice(rows.indexOf(' Client')).slice(0, 4)).toEqual([
			' Client',
			' b           the fetches of a batch',
			'             side by side',
			' t           choose transforms and',
		]);
	});

	it('says that q closes it', () => {
		const rows = firstColumn(help(120, 36, ['help']), 39);
		expect(rows.slice(rows.indexOf(' In this help')).slice(0, 2)).toEqual([' In this help', ' esc q ?     close']);
	});

	it.each([
		[80, 22],
		[120, 34],
		[200, 58],
	])('begins with what this is, the first keys and the words, whole on one page of %ix%i', (width, height) => {
		const page = help(width, height).join('\n');
		for (const words of ['What this is', ...firstKeys.map(({ description }) => description.split(';')[0])]) {
			expect(page).toContain(words);
		}
		for (const { word, meaning } of outcomeWords) {
			expect(page).toMatch(new RegExp(`${word} +${meaning.split(' ').slice(0, 3).join(' ')}`));
		}
		expect(page.indexOf('quit')).toBeGreaterThan(0);
	});

	it('names first keys only that do something', () => {
		const bound = new Set(keymap.flatMap(({ bindings }) => bindings.flatMap(({ keys }) => keys)));
		expect(firstKeys.flatMap(({ keys }) => keys).filter(key => !bound.has(key))).toEqual([]);
		expect(firstKeys).toHaveLength(10);
	});

	it('says in its border what the screen writes, and how much comes below what is seen', () => {
		expect(help(60, 16).at(-1)).toMatch(/^╰─ this screen writes 1\.2 kB a second ─+ ↓ \d+ more ─╯$/);
		const end = help(60, 16, [], 10_000);
		expect(end.at(-1)).not.toContain('more');
		expect(end[1]).toMatch(/^│ \S/);
		expect(help(60, 16, [], 9_999)).toEqual(end);
	});

	it.each([
		[60, 13],
		[80, 22],
		[120, 34],
		[200, 58],
	])('has its size at %ix%i', (width, height) => {
		const rows = help(width, height);
		expect(rows).toHaveLength(height);
		expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([width]));
	});
});
