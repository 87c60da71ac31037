let turn = 0;
let isCounted = false;

/**
 * The number of this turn of the event loop, of those in which anybody asked. Two things that the system tells with the
 * same number came in one turn: nothing else was asked of the system in between.
 */
export function loopTurn(): number {
	if (!isCounted) {
		isCounted = true;
		setImmediate(() => {
			isCounted = false;
			turn += 1;
		});
	}
	return turn;
}
