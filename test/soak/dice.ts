import { randomRow } from '../../source/faults/random.ts';

/** Chance from a seed, in the shapes in which it is needed. */
export class Dice {
	readonly #next: () => number;

	constructor(seed: number, name: string) {
		this.#next = randomRow(seed, name);
	}

	/** True with this probability. */
	chance(probability: number): boolean {
		return this.#next() < probability;
	}

	/** A whole number from `min` to `max`. */
	whole(min: number, max: number): number {
		return min + Math.floor(this.#next() * (max - min + 1));
	}

	/** A whole number from `min`, at least 1, to `max`: small ones are as likely as large ones. */
	size(min: number, max: number): number {
		return Math.min(max, Math.floor(min * (max / min + 1) ** this.#next()));
	}

	of<T>(first: T, ...others: readonly T[]): T {
		return others[this.whole(0, others.length) - 1] ?? first;
	}

	/** One of these, as often as its weight says. */
	weighed<T extends string>(weights: Readonly<Record<T, number>>): T {
		const entries = Object.entries<number>(weights) as [T, number][];
		let left = this.#next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) {
			left -= weight;
			if (left < 0) {
				return name;
			}
		}
		throw new Error('nothing to choose from');
	}

	/** So many bytes of anything. */
	bytes(length: number): Buffer {
		return Buffer.from(Array.from({ length }, () => this.whole(0, 255)));
	}
}
