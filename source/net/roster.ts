/** A member of a roster. */
export interface Listed {
	/** Its index in the roster; only the roster sets it. */
	place: number;
}

/**
 * Those that are there now, where many come and go: as a Set, in no order. A Set makes a new table again and again, and
 * what an old one held is kept alive with it until all of the memory is searched for garbage.
 */
export class Roster<T extends Listed> implements Iterable<T> {
	readonly #members: T[] = [];

	get size(): number {
		return this.#members.length;
	}

	/** Adds one that is in no roster. */
	add(member: T): void {
		member.place = this.#members.length;
		this.#members.push(member);
	}

	/** Takes one away; nothing happens where it is not there. */
	delete(member: T): void {
		if (this.#members[member.place] !== member) {
			return;
		}
		const last = this.#members.pop();
		if (last !== undefined && last !== member) {
			this.#members[member.place] = last;
			last.place = member.place;
		}
	}

	/** Those that are there as it begins, whoever comes or goes meanwhile. */
	[Symbol.iterator](): ArrayIterator<T> {
		return [...this.#members].values();
	}
}
