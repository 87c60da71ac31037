import type { KeptBytes } from '../recording/recording-line.ts';
import { dropOldest } from '../recording/written-bytes.ts';
import type { Line } from './read-lines.ts';

/** A line's place in the file. */
type Place = Pick<Line, 'start' | 'end'>;

/** The bytes that the lines of a recording may refer to, while it is read from its beginning: those that came last. */
export class BytesOnTheWay {
	readonly #known = new Map<string, Place & { readonly bytes: Uint8Array }>();

	/** For one line: takes the bytes that stand in it, and notes in `used` where those are that it refers to. */
	readLine(start: number, end: number): KeptBytes & { readonly used: ReadonlyMap<string, Place> } {
		const used = new Map<string, Place>();
		return {
			used,
			get: hash => {
				const known = this.#known.get(hash);
				if (known !== undefined) {
					used.set(hash, known);
				}
				return known?.bytes;
			},
			set: (hash, bytes) => {
				// The newest place is that which lasts longest.
				this.#known.delete(hash);
				this.#known.set(hash, { start, end, bytes });
				dropOldest(this.#known);
			},
		};
	}
}
