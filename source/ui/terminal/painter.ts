import type { CellRow } from './cells.ts';
import { rowChange } from './row-change.ts';
import { createWriteRate } from './write-rate.ts';

/** Brings what is drawn onto a terminal. */
export interface Painter {
	/** Something may have changed. It is written at once where the line is free, else as soon as it is. */
	changed(): void;
	/** Nothing is known any more of what the terminal shows. */
	forget(): void;
	/** How many bytes were written in each of the last seconds, on the average. */
	bytesPerSecond(): number;
	/** Writes no more; resolves when the terminal has taken what it was given. */
	stop(): Promise<void>;
	/** Writes again after a stop, all of it anew. */
	resume(): void;
}

/** Where a painter writes; `done` is called when the terminal has taken it. */
export type Write = (text: string, done: () => void) => void;

/** Terminals that know of it show nothing of a frame before its end; no row flows over into the next one. */
const frameStart = '\u001b[?2026h\u001b[?7l';
const frameEnd = '\u001b[?7h\u001b[?2026l';

/** A piece is as long as what the line took in about this time, so that no key has to wait for much more. */
const pieceMs = 50;
const pieceChars = { least: 256, first: 4_096, most: 131_072 } as const;

/**
 * A painter over a line of any speed. It writes only the columns that changed since it wrote them last. While a slow line
 * still takes one piece, nothing more is handed to it: what comes after is the newest state, and what was between is skipped.
 */
export function createPainter(cells: () => readonly CellRow[], write: Write, now = () => performance.now()): Painter {
	const rate = createWriteRate(now);
	let shown: (CellRow | undefined)[] = [];
	let nextRow = 0;
	let budget: number = pieceChars.first;
	let isBusy = false;
	let isStale = false;
	let isStopped = false;
	let whenFree: (() => void) | undefined;

	const piece = (): string => {
		const rows = cells();
		let text = '';
		const start = nextRow;
		for (let step = 0; step < rows.length && text.length < budget; step += 1) {
			const y = (start + step) % rows.length;
			const row = rows[y];
			if (row !== undefined) {
				text += rowChange(shown[y], row, y);
				shown[y] = row;
				nextRow = y + 1;
			}
		}
		isStale = text.length >= budget;
		return text;
	};
	const draw = (): void => {
		const text = isStopped ? '' : piece();
		if (text === '') {
			return;
		}
		isBusy = true;
		const startedAt = now();
		const whole = frameStart + text + frameEnd;
		rate.add(Buffer.byteLength(whole));
		write(whole, () => {
			isBusy = false;
			budget = nextBudget(whole.length, now() - startedAt, budget);
			if (isStale && !isStopped) {
				draw();
			}
			whenFree?.();
		});
	};
	return {
		changed() {
			if (isBusy) {
				isStale = true;
			} else {
				draw();
			}
		},
		forget() {
			shown = [];
		},
		bytesPerSecond: rate.perSecond,
		stop() {
			isStopped = true;
			return new Promise(resolve => {
				if (isBusy) {
					whenFree = resolve;
				} else {
					resolve();
				}
			});
		},
		resume() {
			isStopped = false;
			whenFree = undefined;
			shown = [];
			draw();
		},
	};
}

/** Twice as much as long as the line takes it without any delay; else what it takes in the time of a piece. */
function nextBudget(length: number, tookMs: number, budget: number): number {
	const wanted = tookMs < pieceMs ? Math.max(budget, length * 2) : (length / tookMs) * pieceMs;
	return Math.max(pieceChars.least, Math.min(pieceChars.most, wanted));
}
