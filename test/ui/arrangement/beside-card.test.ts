import { describe, expect, test } from 'vitest';
import type { LessonPanel } from '../../../source/lab/snapshot/lesson-state.ts';
import { arrange, sizeOf } from '../../../source/ui/arrangement/arrangement.ts';
import type { Arrangement } from '../../../source/ui/arrangement/types.ts';
import type { PanelName } from '../../../source/ui/keymap.ts';
import { panels } from '../../../source/ui/views.ts';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';

const beside: readonly LessonPanel[] = ['traffic', 'poem'];

function place(
	columns: number,
	rows: number,
	change: { focused?: PanelName; onCard?: boolean; zoomed?: boolean } = {},
) {
	const { focused = 'client', onCard = true, zoomed = false } = change;
	const lesson = { focused: onCard, beside };
	return arrange(panels, { columns, rows, focused, zoomed, snapshot: sampleSnapshot(), toldRows: 0, lesson });
}

const names = ({ columns }: Arrangement) => columns.flatMap(({ items }) => items.map(({ name }) => name));

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
	] as const)('the terminal is filled exactly, for a person %s', (_, change) => {
		const arrangement = place(columns, rows, change);
		const widths = arrangement.columns.map(({ width }) => width);
		expect(widths.reduce((sum, width) => sum + width, 0)).toBe(columns);
		for (const { items } of arrangement.columns) {
			expect(items.reduce((sum, { height }) => sum + height, 0)).toBe(arrangement.body.height);
		}
		expect(new Set(names(arrangement)).size).toBe(names(arrangement).length);
	});

	test('who is in a panel sees it, and who is on the card sees that', () => {
		expect(names(place(columns, rows))).toContain('lesson');
		expect(names(place(columns, rows, { focused: 'servers', onCard: false }))).toContain('servers');
	});
});

test('at 80x24 the card stands beside both of the panels that it wants', () => {
	expect(sizeOf(place(80, 24), 'lesson')).toEqual({ width: 44, height: 22 });
	expect(names(place(80, 24))).toEqual(['lesson', 'traffic', 'poem']);
});

test('a panel that the lesson did not ask for takes the last one’s place', () => {
	expect(names(place(80, 24, { focused: 'servers', onCard: false }))).toEqual(['lesson', 'servers', 'traffic']);
});
