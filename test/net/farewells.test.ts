import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFarewells } from '../../source/net/farewells.ts';

/** One that is decided at the nth look, with the number of looks so far. */
function leaving(decidedAt: number) {
	const told = { looks: 0 };
	return {
		told,
		undecided() {
			told.looks += 1;
			return told.looks < decidedAt;
		},
	};
}

test('a connection is looked at from the turn after the one it was added in, and no more once it is decided', async () => {
	const farewells = createFarewells();
	const [one, three] = [leaving(1), leaving(3)];
	farewells.add(one);
	farewells.add(three);
	await turn();
	expect([one.told.looks, three.told.looks]).toEqual([0, 0]);
	await turn();
	expect([one.told.looks, three.told.looks]).toEqual([1, 1]);
	for (let turns = 0; turns < 5; turns += 1) {
		await turn();
	}
	expect([one.told.looks, three.told.looks]).toEqual([1, 3]);
});

test('one that comes while others wait, or after all have gone, is looked at too', async () => {
	const farewells = createFarewells();
	const [first, second, third] = [leaving(4), leaving(1), leaving(1)];
	farewells.add(first);
	await turn();
	await turn();
	farewells.add(second);
	for (let turns = 0; turns < 6; turns += 1) {
		await turn();
	}
	farewells.add(third);
	await turn();
	await turn();
	expect([first.told.looks, second.told.looks, third.told.looks]).toEqual([4, 1, 1]);
});
