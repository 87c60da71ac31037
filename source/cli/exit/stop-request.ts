import process from 'node:process';
import { endNow } from './end-now.ts';
import { exitCodes, stopSignals } from './exit-codes.ts';

/** The requests to stop this program, from signals and from inside. */
export interface StopRequest {
	/** Resolves with the exit code of the first request. */
	readonly requested: Promise<number>;
	/** Resolves when a signal asks again: then the program waits only a moment for unfinished work. */
	readonly insisted: Promise<void>;
	/** Asks from inside. Only the first request counts. */
	request(code: number): void;
}

/**
 * A signal that follows another sooner than this, in milliseconds, is the same request, which a shell or npm repeats. The
 * end of a terminal is told by its input, its shell and the system, long after each other on a busy machine: always one request.
 */
const insistAfterMs = 250;

/** The time that the program has after the second signal, in milliseconds; with its exit, that is below 2 s on a busy machine. */
const endWithinMs = 1_100;
/** The time that it has after a signal that insists, in milliseconds. */
const insistedWithinMs = 700;

/**
 * Takes the stop signals from now on: the first one asks, a later one insists, and the next one ends the program. Whatever
 * waits, it is over soon after the second one.
 */
export function createStopRequest({
	signals = process,
	now = () => performance.now(),
	exit = endNow,
}: {
	readonly signals?: Pick<NodeJS.EventEmitter, 'on'>;
	readonly now?: () => number;
	readonly exit?: (code: number) => void;
} = {}): StopRequest {
	let code: number | undefined;
	let askedAt = 0;
	let insisting = false;
	let isBounded = false;
	let isHungUp = false;
	let settle: (code: number) => void = () => {};
	let insist: () => void = () => {};
	const requested = new Promise<number>(resolve => {
		settle = resolve;
	});
	const insisted = new Promise<void>(resolve => {
		insist = resolve;
	});
	const request = (asked: number): void => {
		isHungUp ||= asked === exitCodes.hangUp;
		if (code === undefined) {
			code = asked;
			askedAt = now();
			settle(code);
		}
	};
	const ask = (ofSignal: number): void => {
		const isToldAgain = isHungUp && ofSignal === exitCodes.hangUp;
		isHungUp ||= ofSignal === exitCodes.hangUp;
		if (code === undefined) {
			request(ofSignal);
			return;
		}
		const first = code;
		if (!isBounded) {
			isBounded = true;
			setTimeout(() => exit(first), endWithinMs).unref();
		}
		if (isToldAgain || now() - askedAt <= insistAfterMs) {
			return;
		}
		if (insisting) {
			exit(first);
		}
		insisting = true;
		setTimeout(() => exit(first), insistedWithinMs).unref();
		insist();
	};
	for (const [signal, ofSignal] of Object.entries(stopSignals)) {
		signals.on(signal, () => ask(ofSignal));
	}
	return { requested, insisted, request };
}
