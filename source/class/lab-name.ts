import { randomUUID } from 'node:crypto';
import type { Command, Reply } from './engine.ts';
import { keys } from './keys.ts';
import { claimName, evaluate, release } from './scripts.ts';

/** The time between two signs that a lab is there, and the time without one after which its name is free, in milliseconds. */
export const presenceMs = { every: 5_000, lasts: 15_000 } as const;

/** Asks an engine; rejects with a `ClassError`. */
interface Asked {
	run(command: Command): Promise<Reply>;
}

/** The name of one lab in its class: no other lab has it, while it is taken again at least every few seconds. */
export class LabName {
	/** Says that a name is this lab's, also after its connection broke off. */
	readonly token = randomUUID();
	readonly #wanted: string | undefined;
	#current: string;

	/** Undefined for somebody who only watches, and needs none. */
	constructor(wanted: string | undefined) {
		this.#wanted = wanted;
		this.#current = wanted ?? '';
	}

	/** Another one than was wanted where that was taken. */
	get current(): string {
		return this.#current;
	}

	/**
	 * Takes the name that it has had, the one that was wanted, or the first of `name#2`, `name#3` … that is free; gives true
	 * where it is another one than before.
	 */
	async take(engine: Asked): Promise<boolean> {
		if (this.#wanted === undefined) {
			return false;
		}
		const before = this.#current;
		// The one that it has already comes first: it keeps that also after a pause.
		const first = [before, this.#wanted];
		for (let number = 2; ; number += 1) {
			const next = first.shift() ?? `${this.#wanted}#${number - 2}`;
			if ((await engine.run(evaluate(claimName, keys.lab(next), this.token, presenceMs.lasts))) === 1) {
				this.#current = next;
				return next !== before;
			}
		}
	}

	/** Lets others have it. */
	async release(engine: Asked): Promise<void> {
		if (this.#wanted !== undefined) {
			await engine.run(evaluate(release, keys.lab(this.#current), this.token));
		}
	}
}
