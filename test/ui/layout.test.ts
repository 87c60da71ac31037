import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Layout, layOut, type PanelName, panelNames, type Rect } from '../../source/ui/layout.ts';

function at(columns: number, rows: number, focused: PanelName = 'client', zoomed = false, serverLines = 22): Layout {
	return layOut({ columns, rows, focused, zoomed, serverLines });
}

function rectsOf({ header, tabs, hints, panels }: Layout): readonly Rect[] {
	return [header, hints, ...(tabs === undefined ? [] : [tabs]), ...Object.values(panels)];
}

/** How often each cell of the terminal is covered. */
function coverage(layout: Layout, columns: number, rows: number): ReadonlySet<number> {
	const cells = new Uint8Array(columns * rows);
	for (const { x, y, width, height } of rectsOf(layout)) {
		expect(x >= 0 && y >= 0 && x + width <= columns && y + height <= rows).toBe(true);
		for (let row = y; row < y + height; row += 1) {
			for (let column = x; column < x + width; column += 1) {
				const cell = row * columns + column;
				cells[cell] = (cells[cell] ?? 0) + 1;
			}
		}
	}
	return new Set(cells);
}

const focus = fc.constantFrom(...panelNames);

describe('the layout', () => {
	it.each([
		[60, 16, 'tabs'],
		[80, 24, 'columns'],
		[120, 36, 'columns'],
		[200, 60, 'wide'],
		[70, 50, 'stack'],
		[59, 16, 'too-small'],
		[60, 15, 'too-small'],
	] as const)('is at %dx%d of the kind %s', (columns, rows, kind) => {
		expect(at(columns, rows).kind).toBe(kind);
	});

	it('covers every cell of the terminal exactly once, at every size, whatever is focused', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 60, max: 260 }),
				fc.integer({ min: 16, max: 90 }),
				focus,
				fc.boolean(),
				fc.integer({ min: 0, max: 60 }),
				(columns, rows, focused, zoomed, serverLines) => {
					expect(coverage(at(columns, rows, focused, zoomed, serverLines), columns, rows)).toEqual(new Set([1]));
				},
			),
		);
	});

	it('always shows the focused panel, with room for at least one line', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 60, max: 260 }),
				fc.integer({ min: 16, max: 90 }),
				focus,
				(columns, rows, focused) => {
					const rect = at(columns, rows, focused).panels[focused];
					expect(rect !== undefined && rect.height >= 3 && rect.width >= 20).toBe(true);
				},
			),
		);
	});

	it('shows all five panels from 80x22 on', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 80, max: 260 }),
				fc.integer({ min: 22, max: 90 }),
				focus,
				(columns, rows, focused) => {
					expect(Object.keys(at(columns, rows, focused).panels).length).toBe(5);
				},
			),
		);
	});

	it('lets the focused panel grow where there is not room for all', () => {
		const height = (focused: PanelName): number => at(80, 24, focused).panels.servers?.height ?? 0;
		expect(height('servers')).toBeGreaterThan(height('client'));
	});

	it('gives a zoomed panel the whole body', () => {
		const layout = at(120, 36, 'poem', true);
		expect(layout.panels).toEqual({ poem: layout.body });
	});
});
