import { expect, test } from 'vitest';
import { wrapCard } from '../../../source/ui/lessons/card-rows.ts';

test('a netstring in quotation marks is not broken at its spaces, and has spaces when it is shown', () => {
	expect(wrapCard('You send “17:shout.Tyger Tyger,” to it.', 28)).toEqual([
		'You send',
		'“17:shout.Tyger Tyger,” to',
		'it.',
	]);
});

test('one that is wider than the card is broken as any other words are', () => {
	expect(wrapCard('You send “99:shout.Tyger Tyger, burning bright,” to it.', 20)).toEqual([
		'You send',
		'“99:shout.Tyger',
		'Tyger, burning',
		'bright,” to it.',
	]);
});
