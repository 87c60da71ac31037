import process from 'node:process';
import { stopSignals } from './exit-codes.ts';

/** Who asked this program to stop, and how often. */
export interface StopRequest {
	/** Resolves with the exit code of the first request. */
	readonly requested: Promise<number>;
	/** Resolves when a signal asks again: what is still under way is not waited for. */
	readonly insisted: Promise<void>;
	/** Asks from inside. Only the first request counts. */
	request(code: number): void;
}

/** What comes sooner is the same request: a terminal that closes tells everybody, and a shell or npm tells it once more. */
const insistAfterMs = 250;

/** Takes the stop signals from now on: the first one asks, a later one insists, and the next one ends the program. */
export function createStopRequest({
	signals = process,
	now = () => performance.now(),
	exit = process.exit,
}: {
	readonly signals?: Pick<NodeJS.EventEmitter, 'on'>;
	readonly now?: () => number;
	readonly exit?: (code: number | undefined) => void;
} = {}): StopRequest {
	let code: number | undefined;
	let askedAt = 0;
	let insisting = false;
	let settle: (code: number) => void = () => {};
	let insist: () => void = () => {};
	const requested = new Promise<number>(resolve => {
		settle = resolve;
	});
	const insisted = new Promise<void>(resolve => {
		insist = resolve;
	});
	const request = (asked: number): void => {
		if (code === undefined) {
			code = asked;
			askedAt = now();
			settle(code);
		}
	};
	for (const [signal, ofSignal] of Object.entries(stopSignals)) {
		signals.on(signal, () => {
			const isAnother = code !== undefined && now() - askedAt > insistAfterMs;
			if (isAnother && insisting) {
				exit(code);
			}
			if (isAnother) {
				insisting = true;
				insist();
			}
			request(ofSignal);
		});
	}
	return { requested, insisted, request };
}
