/** Whoever needs a process of the pool. */
export interface Member {
	/** Whether its process has nothing to do. */
	readonly idle: boolean;
	/** Its turn has come: it says whether it still needs a process, and has started it then. */
	begin(): boolean;
	/** Its idle process is wanted for another one: it ends it, and gives it back when it is gone. */
	giveWay(): void;
}

/** Bounds how many processes there are at once: one that is idle makes room for a member that waits. */
export class ProcessPool {
	readonly #max: number;
	/** The one that was used last is last. */
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

	/** Lets in who waits, as far as there is room; to be called as well when a member has become idle. */
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
