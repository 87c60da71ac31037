import type { After } from './after.ts';

/** Decides when the screen is drawn. */
export interface Frames {
	/** The person did something: it is drawn at once. */
	keyPressed(): void;
	/** The lab did something, or time has passed: it is drawn once there is time for a frame. */
	changed(): void;
	/** A frame was written. */
	drawn(): void;
	/** Draws nothing any more. */
	stop(): void;
}

/** The clock, the terminal and the drawing function of the frames. */
export interface FrameOptions {
	/** Draws what is to be seen now. */
	readonly draw: () => void;
	/** A clock that never goes back, in milliseconds. */
	readonly now: () => number;
	readonly after: After;
	/** Calls back once the terminal has taken all that was written to it: at once where it has. */
	readonly whenLineIsFree: (callback: () => void) => void;
}

/** The share of the time that may go into drawing, as long as no key asks for more. */
const drawingShare = 0.06;
/** The most frames that a quiet time earns, so that the next changes are drawn without a wait. */
const savedFrames = 3;
/** The number of newest frames that the cost of a frame is taken from; a single slow one does not change it. */
const rememberedFrames = 5;
/** The least time between two frames that no key has asked for, in milliseconds. */
const leastPauseMs = 40;
/** The most time that a change of the lab waits, in milliseconds, however slow the machine has made the frames before. */
const mostPauseMs = 1_000;

/**
 * Frames for a screen over a busy lab. Frames are earned with the time that passes, by what one costs, so that
 * drawing takes a bounded share of a core on a terminal of any size. A key waits for nothing but the line: while a slow
 * one still takes the last frame, all that comes is drawn together with the next.
 */
export function createFrames({ draw, now, after, whenLineIsFree }: FrameOptions): Frames {
	let nextAt = 0;
	let startedAt: number | undefined;
	const costs: number[] = [];
	let credit = { frames: savedFrames, at: now() };
	let callOff: (() => void) | undefined;
	let isWaitingForLine = false;
	let isKeyPressed = false;
	let isStopped = false;

	const drawNow = (): void => {
		callOff?.();
		callOff = undefined;
		isWaitingForLine = true;
		whenLineIsFree(() => {
			isWaitingForLine = false;
			if (isStopped) {
				return;
			}
			isKeyPressed = false;
			startedAt = now();
			nextAt = startedAt + leastPauseMs;
			draw();
		});
	};
	return {
		keyPressed() {
			if (isKeyPressed || isStopped) {
				return;
			}
			isKeyPressed = true;
			if (!isWaitingForLine) {
				// All keys that came together are drawn together.
				queueMicrotask(() => {
					if (isKeyPressed && !isWaitingForLine) {
						drawNow();
					}
				});
			}
		},
		changed() {
			if (isStopped || isWaitingForLine || callOff !== undefined) {
				return;
			}
			const waitMs = nextAt - now();
			if (waitMs <= 0) {
				drawNow();
			} else {
				callOff = after(waitMs, drawNow);
			}
		},
		drawn() {
			if (startedAt !== undefined) {
				const at = now();
				costs.push(at - startedAt);
				costs.splice(0, costs.length - rememberedFrames);
				startedAt = undefined;
				const everyMs = medianOf(costs) / drawingShare;
				const earned = Math.min(savedFrames, credit.frames + (at - credit.at) / everyMs);
				// Keys are drawn whatever it costs; the lab waits for no more than one of their frames.
				credit = { frames: Math.max(0, earned - 1), at };
				nextAt = at + Math.min(mostPauseMs, Math.max(leastPauseMs, (1 - credit.frames) * everyMs));
			}
		},
		stop() {
			isStopped = true;
			callOff?.();
		},
	};
}

function medianOf(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
