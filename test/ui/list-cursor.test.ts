import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../source/ui/keymap.ts';
import {
	centredTop,
	distanceOf,
	moveCursor,
	movedIndex,
	placeCursor,
	restingCursor,
} from '../../source/ui/list-cursor.ts';

const ids = [10, 20, 30, 40, 50, 60];

describe('a cursor in a list that changes', () => {
	it('rests on the newest, or on the first, as the list wants', () => {
		expect(placeCursor(ids, restingCursor, 3, 'last')).toEqual({ index: 5, top: 3 });
		expect(placeCursor(ids, restingCursor, 3, 'first')).toEqual({ index: 0, top: 0 });
	});

	it('keeps its item on its line while newer ones come and older ones go', () => {
		const cursor = moveCursor(ids, restingCursor, 3, -2, 'last');
		expect(cursor).toEqual({ id: 40, fromTop: 0 });
		expect(placeCursor([...ids, 70, 80], cursor, 3, 'last')).toEqual({ index: 3, top: 3 });
		expect(placeCursor([30, 40, 50, 60, 70, 80], cursor, 3, 'last')).toEqual({ index: 1, top: 1 });
	});

	it('goes to the next item when its own has gone', () => {
		expect(placeCursor([50, 60, 70], { id: 40, fromTop: 0 }, 3, 'last').index).toBe(0);
	});

	it('rests again once it is moved onto the newest', () => {
		expect(moveCursor(ids, { id: 50, fromTop: 1 }, 3, 1, 'last')).toEqual(restingCursor);
	});

	it('is nowhere in an empty list, and can be moved there', () => {
		expect(placeCursor([], { id: 40, fromTop: 2 }, 3, 'last')).toEqual({ index: -1, top: 0 });
		expect(moveCursor([], restingCursor, 3, -1, 'last')).toEqual(restingCursor);
	});

	it('is always among the lines that are seen', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.nat(200), { minLength: 1 }),
				fc.nat(200),
				fc.nat(30),
				fc.integer({ min: 1, max: 20 }),
				fc.constantFrom(-1, 1, -7, 7),
				(list, id, fromTop, height, by) => {
					const sorted = [...list].sort((a, b) => a - b);
					for (const cursor of [{ id, fromTop }, moveCursor(sorted, { id, fromTop }, height, by, 'last')]) {
						const { index, top } = placeCursor(sorted, cursor, height, 'last');
						expect(index >= top && index < top + height && index < sorted.length).toBe(true);
					}
				},
			),
		);
	});

	it('shows the selected line of a long list in the middle, and no empty lines at its ends', () => {
		expect([centredTop(20, 0, 5), centredTop(20, 10, 5), centredTop(20, 19, 5), centredTop(3, 2, 5)]).toEqual([
			0, 8, 15, 0,
		]);
	});
});

describe('a command in a list', () => {
	it('goes by one, by a page, or to an end, and no further', () => {
		expect(['up', 'down', 'page-up', 'page-down'].map(command => movedIndex(4, 9, command as Command, 3))).toEqual([
			3, 5, 1, 7,
		]);
		expect([movedIndex(4, 9, 'first'), movedIndex(4, 9, 'last')]).toEqual([0, 8]);
		expect([movedIndex(1, 9, 'page-up', 3), movedIndex(8, 9, 'down')]).toEqual([0, 8]);
		expect(movedIndex(0, 0, 'last')).toBe(0);
	});

	it('goes nowhere where it is about something else', () => {
		expect(distanceOf('copy', 3)).toBeUndefined();
		expect(movedIndex(4, 9, 'close')).toBeUndefined();
	});
});
