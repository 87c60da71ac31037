import { describe, expect, it } from 'vitest';
import { Table } from '../../../source/ui/components/table.tsx';
import { type Column, placeColumns } from '../../../source/ui/text/columns.ts';
import { gap, span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

interface Poem {
	readonly name: string;
	readonly bytes: number;
}

const poems: readonly Poem[] = [
	{ name: 'ecstasy', bytes: 814 },
	{ name: 'jabberwocky', bytes: 1_010 },
	{ name: 'tyger', bytes: 812 },
];
const columns: readonly Column<Poem>[] = [
	{ name: 'name', heading: 'poem', minWidth: 8, maxWidth: 60, dropRank: 0, cell: ({ name }) => [span(name)] },
	{
		name: 'bytes',
		heading: 'bytes',
		minWidth: 5,
		align: 'right',
		dropRank: 1,
		cell: ({ bytes }) => [span(String(bytes))],
	},
];

const drawn = (width: number, height: number, hasHeadings = true) =>
	drawnRows(
		<Table
			columns={placeColumns(columns, width - 2)}
			items={poems}
			top={1}
			height={height}
			selected={2}
			lead={(_, isSelected) => [span(isSelected ? '▸' : ' '), gap(1)]}
			leadWidth={2}
			keyOf={({ name }) => name}
			hasHeadings={hasHeadings}
			isSelectedBold
		/>,
		width,
		height,
	);

describe('Table', () => {
	it('has its cells below their headings, and room for one item less', () => {
		expect(drawn(20, 3)).toEqual(['  poem         bytes', '  jabberwocky   1010', '▸ tyger          812']);
		expect(drawn(20, 2)).toEqual(['  poem         bytes', '  jabberwocky   1010']);
		expect(drawn(20, 2, false)).toEqual(['  jabberwocky   1010', '▸ tyger          812']);
	});

	it('cuts a cell that has no room, and leaves out a column', () => {
		expect(drawn(12, 2)).toEqual(['  poem', '  jabberwoc…']);
	});
});
