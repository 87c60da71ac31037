import process from 'node:process';
import { endNow } from './end-now.ts';
import { exitCodes, stopSignals } from './exit-codes.ts';

/** Who asked this program to stop, and how often. */
export interface StopRequest {
	/** Resolves with the exit code of the first request. */
	readonly requested: Promise<number>;
	/** Resolves when a signal asks again: what is still under way is waited for a moment only. */
	readonly insisted: Promise<void>;
	/** Asks from inside. Only the first request counts. */
	request(code: number): void;
}

/**
 * What comes sooner is the same request: a shell or npm tells it once more. That a terminal is gone is told by the end of
 * its input, by its shell and by the system, and on a busy machine long after each other: however often, it is one request.
 */
const insistAfterMs = 250;

/** How long the program may take after it was told a second time: with its end, and on a busy machine, that is below 2 s. */
const endWithinMs = 1_100;
/** The same where somebody insists. */
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
