/** A user of the pool, which needs one process now and then. */
export interface Member {
	/** Its process has nothing to do. */
	readonly idle: boolean;
	/** Its turn has come: starts its process if it still needs one, and gives whether it did. */
	begin(): boolean;
	/** Asks it to end its idle process, since another member waits, and to call `giveBack` then. */
	giveWay(): void;
}

/** Bounds the number of processes at once: an idle one is ended where another member waits. */
export class ProcessPool {
	readonly #max: number;
	/** In the order of their last use. */
	readonly #running = new Set<Member>();
	readonly #waiting = new Set<Member>();

	constructor(max: number) {
		this.#max = max;
	}

	/** Asks for a process: `begin` is called at once where there is room, and otherwise later. */
	ask(member: Member): void {
		this.#waiting.add(member);
		this.look();
	}

	/** The member's process is in use now. */
	used(member: Member): void {
		if (this.#running.delete(member)) {
			this.#running.add(member);
		}
	}

	/** The member's process is gone, or is not wanted any more. */
	giveBack(member: Member): void {
		this.#running.delete(member);
		this.#waiting.delete(member);
		this.look();
	}

	/** Starts waiting members as far as there is room; to be called as well when a member becomes idle. */
	look(): void {
		for (const member of this.#waiting) {
			if (this.#running.size >= this.#max) {
				this.#makeRoom();
				return;
			}
			this.#waiting.delete(member);
			this.#running.add(member);
			if (!member.begin()) {
				this.#running.delete(member);
			}
		}
	}

	#makeRoom(): void {
		for (const member of this.#running) {
			if (member.idle) {
				member.giveWay();
				return;
			}
		}
	}
}
