import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../source/ui/arrangement/arrangement.ts';
import type { Arrangement } from '../../../source/ui/arrangement/types.ts';
import { type PanelName, panelNames } from '../../../source/ui/keymap.ts';
import { initialState } from '../../../source/ui/state.ts';
import { arrangementOf } from '../../../source/ui/views.ts';
import { sampleServer, sampleSnapshot } from '../../fixtures/fake-lab.ts';

function at(columns: number, rows: number, focused: PanelName = 'client', zoomed = false, servers = 19): Arrangement {
	const snapshot = sampleSnapshot({
		servers: Array.from({ length: servers }, (_, index) => sampleServer({ id: `poetry/${index}` })),
	});
	return arrangementOf({ ...initialState, focused, zoomed }, snapshot, { columns, rows });
}

/** Fails unless the columns, and what stands in each, fill the body exactly. */
function expectFilled({ columns, body, hasTabs, hasTimeline }: Arrangement, width: number, rows: number): void {
	expect(body).toEqual({ width, height: rows - 2 - Number(hasTabs) - Number(hasTimeline) });
	expect(columns.reduce((sum, column) => sum + column.width, 0)).toBe(width);
	for (const { items } of columns) {
		expect(items.reduce((sum, { height }) => sum + height, 0)).toBe(body.height);
		expect(items.every(({ height }) => height >= 3)).toBe(true);
	}
}

const names = (arrangement: Arrangement) => arrangement.columns.flatMap(({ items }) => items.map(({ name }) => name));

const focus = fc.constantFrom(...panelNames);

describe('the arrangement', () => {
	it.each([
		[60, 16, 'tabs'],
		[80, 24, 'columns'],
		[120, 36, 'columns'],
		[200, 60, 'wide'],
		[70, 50, 'stack'],
		[59, 16, 'too-small'],
		[60, 15, 'too-small'],
	] as const)('is at %dx%d of the shape %s', (columns, rows, shape) => {
		expect(at(columns, rows).shape).toBe(shape);
	});

	it('fills the terminal exactly, at every size, whatever is focused', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 60, max: 260 }),
				fc.integer({ min: 16, max: 90 }),
				focus,
				fc.boolean(),
				fc.integer({ min: 0, max: 60 }),
				(columns, rows, focused, zoomed, servers) => {
					expectFilled(at(columns, rows, focused, zoomed, servers), columns, rows);
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
					const size = sizeOf(at(columns, rows, focused), focused);
					expect(size !== undefined && size.height >= 3 && size.width >= 20).toBe(true);
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
					expect(names(at(columns, rows, focused)).length).toBe(5);
				},
			),
		);
	});

	it('lets the focused panel grow where there is not room for all', () => {
		const height = (focused: PanelName): number => sizeOf(at(80, 24, focused), 'servers')?.height ?? 0;
		expect(height('servers')).toBeGreaterThan(height('client'));
	});

	it('gives a zoomed panel the whole body', () => {
		const arrangement = at(120, 36, 'poem', true);
		expect(names(arrangement)).toEqual(['poem']);
		expect(sizeOf(arrangement, 'poem')).toEqual(arrangement.body);
	});
});
