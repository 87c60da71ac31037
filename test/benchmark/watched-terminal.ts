import type { IPty } from '@lydell/node-pty';

/** A terminal that is read as fast as it is written to. */
export interface WatchedTerminal {
	/** How many bytes were written to it so far. */
	bytes(): number;
	/** Presses a key; gives how long it took until this was written, in milliseconds. Rejects where it never is. */
	press(key: string, until: RegExp): Promise<number>;
	/** Resolves once this was written. */
	shows(expected: RegExp): Promise<void>;
}

const patienceMs = 10_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: looks are what is left out
const looks = /\u001b\[[\d;]*m/g;

/** Reads what is written to a terminal. */
export function watchTerminal(pty: IPty): WatchedTerminal {
	let written = '';
	let bytes = 0;
	let look = (): void => undefined;
	pty.onData(data => {
		bytes += Buffer.byteLength(data);
		written += data;
		look();
	});
	const shows = (expected: RegExp): Promise<void> =>
		new Promise((resolve, reject) => {
			const impatience = setTimeout(() => reject(new Error(`the screen never showed ${expected}`)), patienceMs);
			look = () => {
				if (expected.test(written.replace(looks, ''))) {
					clearTimeout(impatience);
					written = '';
					look = () => undefined;
					resolve();
				}
			};
			look();
		});
	return {
		bytes: () => bytes,
		shows,
		async press(key, until) {
			written = '';
			const pressedAt = performance.now();
			pty.write(key);
			await shows(until);
			return performance.now() - pressedAt;
		},
	};
}
