/** A connection on which all is said. */
export interface Leaving {
	/** Looks whether it can be closed now; true while that is not known yet. */
	undecided(): boolean;
}

/** Connections that are about to be closed, looked at together: an immediate for each would cost as much as it saves. */
export interface Farewells {
	add(leaving: Leaving): void;
}

/**
 * Looks at each once a turn of the event loop, from the turn after the one that it was added in: not before then has
 * what its peer may have sent already been read.
 *
 *     accept, write, add │ read │ look │ read │ look …
 */
export function createFarewells(): Farewells {
	let added: Leaving[] = [];
	let waiting: Leaving[] = [];
	const look = () => {
		waiting = waiting.filter(leaving => leaving.undecided()).concat(added);
		added = [];
		if (waiting.length > 0) {
			setImmediate(look);
		}
	};
	return {
		add(leaving) {
			if (waiting.length + added.length === 0) {
				setImmediate(look);
			}
			added.push(leaving);
		},
	};
}
