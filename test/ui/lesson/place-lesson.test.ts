import { describe, expect, test } from 'vitest';
import type { LessonPanel } from '../../../source/lab/lab.ts';
import { type Layout, layOut, type PanelName, type Rect } from '../../../source/ui/layout.ts';

const beside: readonly LessonPanel[] = ['traffic', 'poem'];

function place(
	columns: number,
	rows: number,
	change: { focused?: PanelName; onCard?: boolean; zoomed?: boolean } = {},
) {
	const { focused = 'client', onCard = true, zoomed = false } = change;
	return layOut({ columns, rows, focused, zoomed, serverLines: 20, lesson: { focused: onCard, beside } });
}

function rectsOf({ header, tabs, hints, lesson, panels }: Layout): readonly Rect[] {
	return [header, tabs, hints, lesson, ...Object.values(panels)].filter(rect => rect !== undefined);
}

const sizes = [
	[60, 16],
	[70, 40],
	[80, 16],
	[80, 24],
	[120, 36],
	[200, 60],
] as const;

describe.each(sizes)('at %dx%d', (columns, rows) => {
	test.each([
		['on the card', {}],
		['in a panel that is beside it', { focused: 'poem', onCard: false }],
		['in a panel that is not', { focused: 'servers', onCard: false }],
		['on the card alone', { zoomed: true }],
		['in a panel alone', { zoomed: true, onCard: false }],
	] as const)('every cell belongs to one thing, for a person %s', (_, change) => {
		const layout = place(columns, rows, change);
		const cells = new Map<number, number>();
		for (const { x, y, width, height } of rectsOf(layout)) {
			for (let row = y; row < y + height; row += 1) {
				for (let column = x; column < x + width; column += 1) {
					const cell = row * columns + column;
					cells.set(cell, (cells.get(cell) ?? 0) + 1);
				}
			}
		}
		expect(cells.size).toBe(columns * rows);
		expect([...cells.values()].every(count => count === 1)).toBe(true);
	});

	test('who is in a panel sees it, and who is on the card sees that', () => {
		expect(place(columns, rows).lesson).toBeDefined();
		expect(place(columns, rows, { focused: 'servers', onCard: false }).panels.servers).toBeDefined();
	});
});

test('at 80x24 the card stands beside both of the panels that it wants', () => {
	const { lesson, panels } = place(80, 24);
	expect(lesson).toEqual({ x: 0, y: 1, width: 44, height: 22 });
	expect(Object.keys(panels)).toEqual(['traffic', 'poem']);
});

test('a panel that the lesson did not ask for takes the last one’s place', () => {
	expect(Object.keys(place(80, 24, { focused: 'servers', onCard: false }).panels)).toEqual(['servers', 'traffic']);
});
