/**
 * Runs a task for each item in their order, at most so many at once: the next one begins when one ends. Gives a promise for
 * each task, in the order of the items. The first tasks begin before it returns.
 */
export function runAtOnce<Item, Result>(
	items: readonly Item[],
	most: number,
	run: (item: Item, index: number) => Promise<Result>,
): readonly Promise<Result>[] {
	const waiting: (() => void)[] = [];
	let running = 0;
	return items.map(async (item, index) => {
		if (running >= most) {
			await new Promise<void>(resolve => waiting.push(resolve));
		} else {
			running += 1;
		}
		try {
			return await run(item, index);
		} finally {
			// Whoever waits takes over the place of the one that has ended.
			const next = waiting.shift();
			if (next === undefined) {
				running -= 1;
			} else {
				next();
			}
		}
	});
}
