import { Box } from 'ink';
import { render } from 'ink-testing-library';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { List } from '../../../source/ui/components/list.tsx';
import { gap, type Row, span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

interface Item {
	readonly id: number;
}

const items = Array.from({ length: 10_000 }, (_, id): Item => ({ id }));
const keyOf = ({ id }: Item): number => id;

/** A row that counts for which items it was asked. */
function counted() {
	const asked: number[] = [];
	const row = ({ id }: Item, isSelected: boolean): Row => {
		asked.push(id);
		return [isSelected ? span('▸') : gap(1), span(`item ${id}`), gap(5)];
	};
	return { asked, row };
}

describe('List', () => {
	it('draws only the items that are seen, however many there are', () => {
		const { asked, row } = counted();
		const drawn = drawnRows(<List {...{ items, row, keyOf }} top={9_000} height={3} selected={9_001} />, 20, 4);
		expect(drawn).toEqual([' item 9000', '▸item 9001', ' item 9002', '']);
		expect(asked).toEqual([9_000, 9_001, 9_002]);
	});

	it('draws nothing below the last item', () => {
		const { row } = counted();
		const drawn = drawnRows(<List {...{ items, row, keyOf }} top={9_998} height={5} />, 20, 5);
		expect(drawn).toEqual([' item 9998', ' item 9999', '', '', '']);
	});

	it('makes a row again only for what has changed', () => {
		const { asked, row } = counted();
		const list = (shown: readonly Item[], top: number, selected: number) => (
			<Box width={20} height={3}>
				<List items={shown} height={3} {...{ row, keyOf, top, selected }} />
			</Box>
		);
		const { rerender, lastFrame } = render(list(items, 0, 0));
		asked.length = 0;
		rerender(list(items, 1, 0));
		expect(asked).toEqual([3]);
		rerender(list(items, 1, 2));
		expect(asked).toEqual([3, 2]);
		rerender(list(items.with(3, { id: 3 }), 1, 2));
		expect(asked).toEqual([3, 2, 3]);
		expect(lastFrame()).toBe(' item 1\n▸item 2\n item 3');
	});

	it('draws each of several items with the same key, and React has nothing to complain of', () => {
		const complaint = vi.spyOn(console, 'error').mockReturnValue();
		onTestFinished(() => complaint.mockRestore());
		const { row } = counted();
		const { rerender, lastFrame } = render(<List items={items} top={0} height={3} row={row} keyOf={() => 'same'} />);
		rerender(<List items={items} top={2} height={3} row={row} keyOf={() => 'same'} />);
		expect(lastFrame()).toBe(' item 2\n item 3\n item 4');
		expect(complaint.mock.calls).toEqual([]);
	});
});
