import { Worker } from 'node:worker_threads';
import type { LabEvent } from '../events/events.ts';
import type { Lab, PoemSaved, Snapshot, Totals } from './lab.ts';
import { createLagGauge, type LagGauge } from './lag-gauge.ts';
import type { FromWorker, LabSource, ToWorker } from './messages.ts';
import { withChange } from './state/change.ts';
import { emptySnapshot } from './state/snapshot.ts';

/** A lab in a worker, which can also break down as a whole. */
export interface WorkerLab extends Lab {
	/** Rejects when the worker broke down; never resolves. */
	readonly broken: Promise<never>;
	/** Closes it; a second call, while the first is under way, waits no longer. */
	close(): Promise<Totals>;
}

/** The lab could not start, or broke down; the message is the worker's own. */
export class WorkerLabError extends Error {
	override readonly name = 'WorkerLabError';
	/** `not-started`: the source was wrong, and the message says how. `broken`: it ended by itself. */
	readonly code: 'not-started' | 'broken';

	constructor(code: 'not-started' | 'broken', message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** How long a worker may take to close its lab; one whose loop is blocked is ended without more ado. */
const closePatienceMs = 2_000;

/**
 * Starts a lab in a worker thread of this process; resolves when every server listens or has failed, or the recording
 * is open. Throws a {@link WorkerLabError} where there is nothing to serve, to record to, or to replay.
 */
export async function createWorkerLab(source: LabSource, script: URL): Promise<WorkerLab> {
	// What that thread prints, such as a warning of Node's, must not come between the frames of the screen.
	const worker = new Worker(script, { workerData: source, stdout: true, stderr: true });
	const post = (message: ToWorker) => worker.postMessage(message);
	const listeners = new Set<() => void>();
	const details = new Map<number, (events: readonly LabEvent[]) => void>();
	const savings = new Map<number, (outcome: PoemSaved) => void>();
	const closing = deferred<Totals>();
	const starting = deferred<void>();
	const patience = deferred<Totals>();
	const broken = breakdownOf(worker, closing.promise);
	let snapshot = emptySnapshot;
	let requests = 0;
	let isClosing = false;
	let lag: LagGauge | undefined;

	const show = (next: Snapshot) => {
		snapshot = next;
		for (const listener of listeners) {
			listener();
		}
	};
	worker.on('message', (message: FromWorker) => {
		switch (message.type) {
			case 'started':
				starting.resolve();
				break;
			case 'not-started':
				starting.reject(new WorkerLabError('not-started', message.message));
				break;
			case 'change':
				post({ type: 'change-applied' });
				show(withChange(snapshot, message.change));
				break;
			case 'detail':
				details.get(message.request)?.(message.events);
				details.delete(message.request);
				break;
			case 'poem-saved':
				savings.get(message.request)?.(message.outcome);
				savings.delete(message.request);
				break;
			case 'pong':
				lag?.pong();
				break;
			case 'closed':
				closing.resolve(message.totals);
				break;
			default:
				message satisfies never;
		}
	});

	await Promise.race([starting.promise, broken]);
	// A thread that begins answers nothing yet: its loop is not blocked.
	lag = createLagGauge(
		() => post({ type: 'ping' }),
		lagMs => show({ ...snapshot, lagMs }),
		() => worker.performance.eventLoopUtilization().idle,
	);
	return {
		broken,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		snapshot: () => snapshot,
		dispatch: action => post({ type: 'dispatch', action }),
		detail: connection =>
			new Promise(resolve => {
				requests += 1;
				details.set(requests, resolve);
				post({ type: 'detail', request: requests, connection });
			}),
		savePoem: path =>
			new Promise(resolve => {
				requests += 1;
				savings.set(requests, resolve);
				post({ type: 'save-poem', request: requests, path });
			}),
		async close() {
			lag?.stop();
			if (isClosing) {
				patience.resolve(snapshot.totals);
			}
			isClosing = true;
			post({ type: 'close' });
			const tooLong = setTimeout(() => patience.resolve(snapshot.totals), closePatienceMs);
			try {
				return await Promise.race([closing.promise, broken, patience.promise]);
			} finally {
				clearTimeout(tooLong);
				await worker.terminate();
			}
		},
	};
}

/** Rejects when the worker ends in another way than by being closed. */
function breakdownOf(worker: Worker, closed: Promise<unknown>): Promise<never> {
	let asked = false;
	closed.then(() => {
		asked = true;
	});
	const broken = new Promise<never>((_, reject) => {
		worker.once('error', cause => {
			reject(new WorkerLabError('broken', `The lab broke down: ${cause.message}`, { cause }));
		});
		worker.once('exit', code => {
			if (!asked) {
				reject(new WorkerLabError('broken', `The lab’s thread ended by itself, with ${code}.`));
			}
		});
	});
	// Whoever waits on it is told; that nobody does yet is no failure of its own.
	broken.catch(() => {});
	return broken;
}

/** A promise with its two ends at hand. */
function deferred<T>() {
	let resolve!: (value: T) => void;
	let reject!: (error: Error) => void;
	const promise = new Promise<T>((onValue, onError) => {
		resolve = onValue;
		reject = onError;
	});
	return { promise, resolve, reject };
}
