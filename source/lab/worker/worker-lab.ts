import { Worker } from 'node:worker_threads';
import { within } from '../clock/within.ts';
import type { Lab } from '../lab.ts';
import { withChange } from '../model/change.ts';
import { createSnapshotStore } from '../snapshot-store.ts';
import { createLagGauge, type LagGauge } from './lag-gauge.ts';
import type { FromWorker, LabSource, Replies, Request, ToWorker } from './messages.ts';

/** A lab in a worker, which can also break down as a whole. */
export interface WorkerLab extends Lab {
	/** Rejects when the worker broke down; never resolves. */
	readonly broken: Promise<never>;
}

/** The lab broke down, or ended by itself; the message is the worker's own. */
export class WorkerLabError extends Error {
	override readonly name = 'WorkerLabError';
}

/**
 * The time, in milliseconds, that a worker has to answer the request to close, and then to close. A worker whose loop is
 * blocked is terminated after the first; a slow one, as on a busy machine, can finish its recording in the second.
 */
const closePatienceMs = { toHear: 2_000, toClose: 10_000 } as const;

/**
 * The memory for new objects: half of what Node gives a thread, three times 16 MiB. So ten thousand connections cost the
 * lab a fifth less, since the garbage of their opening is collected sooner, and collections are as cheap but shorter.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24 } as const;

/**
 * Starts a lab in a worker thread of this process; resolves when every server listens or has failed, or the recording
 * is open. Rejects with what the source threw there, such as a `PoemsError`: an error with the same name and message.
 */
export async function createWorkerLab(source: LabSource, script: URL): Promise<WorkerLab> {
	// The output of that thread, such as a warning of Node's, must not come between the frames of the screen.
	const worker = new Worker(script, { workerData: source, stdout: true, stderr: true, resourceLimits });
	const post = (message: ToWorker) => worker.postMessage(message);
	const store = createSnapshotStore();
	const waiting = new Map<number, (reply: never) => void>();
	const starting = deferred<void>();
	const closed = deferred<void>();
	const heard = deferred<void>();
	const broken = breakdownOf(worker, closed.promise);
	let requests = 0;
	let lag: LagGauge | undefined;

	worker.on('message', (message: FromWorker) => {
		switch (message.type) {
			case 'started':
				starting.resolve();
				break;
			case 'not-started':
				starting.reject(Object.assign(new Error(), message.error));
				break;
			case 'change':
				post({ type: 'change-applied' });
				store.show(withChange(store.snapshot(), message.change));
				break;
			case 'reply':
				waiting.get(message.id)?.(message.reply as never);
				waiting.delete(message.id);
				break;
			case 'pong':
				lag?.pong();
				break;
			case 'closing':
				heard.resolve();
				break;
			default:
				message satisfies never;
		}
	});

	const ask = <Name extends Request['name']>(request: Request & { readonly name: Name }): Promise<Replies[Name]> =>
		new Promise(resolve => {
			requests += 1;
			waiting.set(requests, resolve);
			post({ type: 'request', id: requests, request });
		});

	await Promise.race([starting.promise, broken]);
	// A thread that begins answers nothing yet: its loop is not blocked.
	lag = createLagGauge(
		() => post({ type: 'ping' }),
		lagMs => store.show({ ...store.snapshot(), lagMs }),
		() => worker.performance.eventLoopUtilization().idle,
	);
	return {
		broken,
		subscribe: store.subscribe,
		snapshot: store.snapshot,
		dispatch: action => post({ type: 'dispatch', action }),
		detail: connection => ask({ name: 'detail', connection }),
		batchDetail: batch => ask({ name: 'batch-detail', batch }),
		savePoem: (path, fetch) => ask({ name: 'save-poem', path, fetch }),
		async close() {
			lag?.stop();
			const closing = ask({ name: 'close' });
			closing.then(() => closed.resolve());
			try {
				const hears = Promise.race([heard.promise, broken]).then(() => true);
				const isHeard = await within(closePatienceMs.toHear, hears);
				const totals = isHeard ? await within(closePatienceMs.toClose, Promise.race([closing, broken])) : undefined;
				return totals ?? store.snapshot().totals;
			} finally {
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
			reject(new WorkerLabError(`The lab broke down: ${cause.message}`, { cause }));
		});
		worker.once('exit', code => {
			if (!asked) {
				reject(new WorkerLabError(`The lab’s thread ended by itself, with ${code}.`));
			}
		});
	});
	// Without this, a rejection that nobody waits for yet would be an uncaught error itself.
	broken.catch(() => {});
	return broken;
}

/** A promise, and the functions that resolve and reject it. */
function deferred<T>() {
	let resolve!: (value: T) => void;
	let reject!: (error: Error) => void;
	const promise = new Promise<T>((onValue, onError) => {
		resolve = onValue;
		reject = onError;
	});
	return { promise, resolve, reject };
}
