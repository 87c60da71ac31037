import { setMaxListeners } from 'node:events';
import type { Clock } from '../../events/clock.ts';
import type { CrowdCounts, CrowdId, DialId, EventOf, LabEvent } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { descriptorsLeft } from '../../net/descriptors.ts';
import { sleep } from '../../net/sleep.ts';
import type { Address } from '../../wire/address.ts';
import { FetchError } from '../client/fetch-error.ts';
import { fetchTransformedPoem } from '../client/fetch-transformed-poem.ts';
import type { TransformServer } from '../client/transform-poem.ts';
import { CrowdTally } from './crowd-tally.ts';

export interface CrowdOptions {
	readonly address: Address;
	/** The transform server. */
	readonly via: TransformServer;
	readonly transforms: readonly string[];
	readonly clients: number;
	/** The number of clients that come each second; all come at once where none is given. */
	readonly ratePerSecond?: number | undefined;
	/** Cancels every client that is under way, and those to come. */
	readonly signal: AbortSignal;
	/** The longest that a poem, and then each transform, may take. */
	readonly timeoutMs?: number | undefined;
	/** The longest silence. */
	readonly idleTimeoutMs?: number | undefined;
	/** The number of this program's descriptors that one client costs; 1 where the servers are elsewhere. */
	readonly descriptorsPerClient?: number;
}

/** The counts of a crowd that has ended, and how it ended. */
export type CrowdResult = CrowdCounts & Pick<EventOf<'crowd-ended'>, 'how' | 'why' | 'durationMs'>;

/** The time between two progress events, in milliseconds. */
const tellEveryMs = 100;
/** The most that begin in one turn of the event loop: more would overflow the queue of connections to accept. */
const begunAtOnce = 100;
/** Descriptors that the program needs for itself. */
const reserved = 32;

/** Lets many clients fetch one poem, at once or at a rate; fulfilled when all have ended. Never rejects for a failure. */
export async function sendCrowd(
	options: CrowdOptions,
	telemetry: Telemetry,
	wait: Clock['sleep'] = sleep,
): Promise<CrowdResult> {
	const { address, transforms, clients, ratePerSecond, signal } = options;
	const { emit, now, nextId } = telemetry;
	const crowd = nextId();
	const tally = new CrowdTally();
	const startedAt = now();
	const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
	emit({ type: 'crowd-started', time: startedAt, crowd, ...address, transforms, clients, ...rate });
	const end = (ending: Pick<EventOf<'crowd-ended'>, 'how' | 'why'>): CrowdResult => {
		const time = now();
		const result = { ...tally.counts(), ...ending, durationMs: time - startedAt };
		emit({ type: 'crowd-ended', time, crowd, ...result });
		return result;
	};
	const why = tooLarge(options);
	if (why !== undefined) {
		return end({ how: 'refused', why });
	}
	// Every client listens to it: that is no leak.
	setMaxListeners(0, signal);
	const over = new AbortController();
	const telling = tellProgress(tally, { crowd, over: over.signal, wait }, telemetry);
	const fetches: Promise<void>[] = [];
	const begin = () => {
		fetches.push(sendClient(options, { crowd, tally }, telemetry));
	};
	await beginAll(options, { begin, startedAt, now, wait });
	await Promise.all(fetches);
	over.abort();
	await telling;
	return end({ how: signal.aborted ? 'cancelled' : 'ended' });
}

/** Lets each client begin when it is its time, unless the crowd is cancelled. */
async function beginAll(
	{ clients, ratePerSecond, signal }: CrowdOptions,
	{ begin, startedAt, now, wait }: Beginning,
): Promise<void> {
	const everyMs = ratePerSecond === undefined ? 0 : 1_000 / ratePerSecond;
	for (let begun = 0; begun < clients && !signal.aborted; ) {
		const dueInMs = startedAt + begun * everyMs - now();
		if (everyMs > 0 && dueInMs > 0) {
			await wait(dueInMs, signal);
			continue;
		}
		begin();
		begun += 1;
		if (begun % begunAtOnce === 0) {
			await new Promise(setImmediate);
		}
	}
}

interface Beginning {
	readonly begin: () => void;
	readonly startedAt: number;
	readonly now: () => number;
	readonly wait: Clock['sleep'];
}

/** One client of the crowd; what becomes of it is in the tally. */
async function sendClient(
	options: CrowdOptions,
	{ crowd, tally }: { readonly crowd: CrowdId; readonly tally: CrowdTally },
	telemetry: Telemetry,
): Promise<void> {
	const { address, via, transforms, signal, timeoutMs, idleTimeoutMs } = options;
	const { now } = telemetry;
	const startedAt = now();
	let received = 0;
	let poemDial: DialId | undefined;
	tally.noteBegun();
	const emit = (event: LabEvent) => {
		if (event.type === 'dial-received') {
			if (received === 0) {
				tally.noteFirstByte(event.time - startedAt);
			}
			if (event.dial === poemDial) {
				received += event.data.length;
				tally.noteBytes(event.data.length);
			}
		} else if (event.type === 'dial-started') {
			poemDial ??= event.dial;
			telemetry.emit({ ...event, crowd });
		} else if (event.type === 'dial-connected' || event.type === 'dial-closed') {
			telemetry.emit(event);
		}
	};
	const limits = {
		...(timeoutMs !== undefined && { timeoutMs }),
		...(idleTimeoutMs !== undefined && { idleTimeoutMs }),
	};
	try {
		const fetch = { address, via, transforms, signal, ...limits };
		const { pieces, failures } = await fetchTransformedPoem(fetch, { ...telemetry, emit });
		tally.notePoem(pieces, { fellBack: failures.length > 0, afterMs: now() - startedAt });
	} catch (error) {
		if (!(error instanceof FetchError)) {
			throw error;
		}
		tally.noteFailure(error);
	} finally {
		// Once a client has ended, only whole poems count.
		tally.noteBytes(-received);
	}
}

/** Tells how far the crowd has come, from time to time and only where something is new, until it is over. */
async function tellProgress(
	tally: CrowdTally,
	{ crowd, over, wait }: { readonly crowd: CrowdId; readonly over: AbortSignal; readonly wait: Clock['sleep'] },
	{ emit, now }: Telemetry,
): Promise<void> {
	let told = '';
	while (!over.aborted) {
		await wait(tellEveryMs, over);
		const counts = tally.counts();
		const news = JSON.stringify(counts);
		if (news !== told && !over.aborted) {
			told = news;
			emit({ type: 'crowd-progressed', time: now(), crowd, ...counts });
		}
	}
}

/** The reason for which so many clients cannot come at once, in words; undefined where they can. */
function tooLarge({ clients, ratePerSecond, descriptorsPerClient = 1 }: CrowdOptions): string | undefined {
	const left = descriptorsLeft();
	if (left === undefined || ratePerSecond !== undefined) {
		return undefined;
	}
	const room = Math.max(0, Math.floor((left - reserved) / descriptorsPerClient));
	return clients <= room
		? undefined
		: `the system lets this program open ${left} more files and connections, which is enough for ${room} clients at once; ask for fewer, for a rate, or raise the limit (ulimit -n)`;
}
