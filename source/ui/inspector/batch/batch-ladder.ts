import type { BatchPromise, EventOf, FetchId, LabEvent } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatDuration, formatPlural } from '../../format.ts';
import { signs, type Tone } from '../../text/tones.ts';
import { failureWords } from '../trace/failure-words.ts';

/** One fetch of the batch: a line from its beginning to its end. */
export interface BatchLane {
	readonly fetch: FetchId;
	/** Safe to show. */
	readonly name: string;
	/** The places of its first and its last item; before the first it waits for its turn. */
	readonly begins: number;
	readonly ends: number;
	/** When it ended; absent while it goes on. */
	readonly endTime: number | undefined;
	readonly hasPoem: boolean;
	readonly durationMs: number | undefined;
}

/** One thing that happened in a lane, or to the promise around all of them. */
export interface BatchItem {
	readonly time: number;
	/** Which lane; absent where it is the promise around them. */
	readonly lane: number | undefined;
	readonly sign: string;
	readonly words: string;
	/** The same in fewer words, where those are long. */
	readonly short?: string;
	readonly tone: Tone;
	/** The length of a chunk; 0 where it is none. */
	readonly bytes: number;
}

/** The events of all fetches of a batch, in the order in which the lab saw them: time runs down. */
export interface BatchLadder {
	readonly batch: number;
	readonly atOnce: number;
	readonly promise: BatchPromise;
	readonly lanes: readonly BatchLane[];
	readonly items: readonly BatchItem[];
	readonly startTime: number;
	readonly end: EventOf<'batch-ended'> | undefined;
}

/** The names without what all of them begin with: that they are poets, or proxies. */
function withoutKind(names: readonly string[]): readonly string[] {
	const kind = ['poetry/', 'proxy/'].find(start => names.every(name => name.startsWith(start))) ?? '';
	return names.map(name => name.slice(kind.length));
}

type Started = EventOf<'batch-started' | 'batch-found-running'>;
type Draft = Omit<BatchItem, 'time' | 'lane' | 'bytes'> & { readonly bytes?: number };

/** The ladder of a batch by its events; undefined where its beginning is no longer kept. `nameOf` gives a host's name by its address. */
export function batchLadder(events: readonly LabEvent[], nameOf: (address: string) => string): BatchLadder | undefined {
	const started = events.find(event => event.type === 'batch-started' || event.type === 'batch-found-running');
	if (started === undefined) {
		return undefined;
	}
	const { batch, firstFetch, hosts, atOnce, promise } = started;
	const names = withoutKind(hosts.map(host => visibleLine(nameOf(formatAddress(host)))));
	const laneOf = (fetch: FetchId): number | undefined =>
		fetch >= firstFetch && fetch < firstFetch + hosts.length ? fetch - firstFetch : undefined;
	const poemDials = new Set(
		events.flatMap(event =>
			(event.type === 'dial-started' || event.type === 'dial-found-open') && event.purpose === 'poem'
				? [event.dial]
				: [],
		),
	);
	const end = events.find(event => event.type === 'batch-ended');
	const items = foldChunks([...itemsOf(events, started, names, laneOf, poemDials)]);
	const lanes = names.map((name, lane): BatchLane => {
		const fetch = firstFetch + lane;
		const over = events.find(event => isEnd(event) && event.fetch === fetch);
		return {
			fetch,
			name,
			begins: items.findIndex(item => item.lane === lane),
			ends: over === undefined ? items.length : items.findLastIndex(item => item.lane === lane),
			endTime: over?.time,
			hasPoem: over !== undefined && over.type !== 'fetch-failed',
			durationMs: over !== undefined && isEnd(over) ? over.durationMs : undefined,
		};
	});
	const startTime = started.time - ('ageMs' in started ? started.ageMs : 0);
	return { batch, atOnce, promise, lanes, items, startTime, end };
}

function* itemsOf(
	events: readonly LabEvent[],
	started: Started,
	names: readonly string[],
	laneOf: (fetch: FetchId) => number | undefined,
	poemDials: ReadonlySet<number>,
): Generator<BatchItem> {
	const { promise, transforms } = started;
	const name = promise === 'all' ? 'Promise.all' : 'Promise.allSettled';
	const around = (time: number, short: string, tone: Tone, more = ''): BatchItem => ({
		...{ time, lane: undefined, sign: '', words: `${name} ${short}${more}`, short, tone, bytes: 0 },
	});
	let isRejected = false;
	for (const event of events) {
		const lane = 'fetch' in event ? laneOf(event.fetch) : undefined;
		if (event === started) {
			yield around(event.time, `${signs.pending} pending`, 'title');
		} else if (lane !== undefined) {
			const draft = draftOf(event, poemDials, transforms.length > 0);
			if (draft !== undefined) {
				yield { time: event.time, lane, bytes: 0, ...draft };
			}
			if (event.type === 'fetch-failed' && promise === 'all' && !isRejected) {
				isRejected = true;
				const who = `${names[lane] ?? ''} ${failureWords[event.code]}`;
				yield around(event.time, `${signs.failed} rejected: ${who}`, 'failed', '; the others go on');
			}
		} else if (event.type === 'batch-ended' && !isRejected) {
			const left = event.failed + event.cancelled;
			const failed = left > 0 ? `, ${left} rejected` : '';
			yield around(event.time, `${signs.done} fulfilled: ${formatPlural(event.poems, 'poem')}${failed}`, 'good');
		}
	}
}

/** The entry for an event of a fetch; undefined where it is not drawn. */
function draftOf(event: LabEvent, poemDials: ReadonlySet<number>, hasTransforms: boolean): Draft | undefined {
	switch (event.type) {
		case 'fetch-started':
			return { sign: '┬', words: 'begins', tone: 'plain' };
		case 'fetch-found-running':
			return { sign: '┬', words: 'had begun before the recording', tone: 'plain' };
		case 'dial-connected':
			return poemDials.has(event.dial) ? { sign: '├', words: 'connected', tone: 'plain' } : undefined;
		case 'dial-received': {
			const bytes = event.dataBytes ?? event.data.length;
			return poemDials.has(event.dial) ? { sign: '◀', words: formatBytes(bytes), tone: 'live', bytes } : undefined;
		}
		case 'poem-received':
			return hasTransforms
				? { sign: '├', words: `poem is here, ${formatBytes(event.bytes)}`, tone: 'plain' }
				: undefined;
		case 'fetch-transform-started':
			return { sign: '▶', words: `to ${visibleLine(event.transform)}`, tone: 'plain' };
		case 'fetch-transform-succeeded':
			return { sign: '◀', words: `from ${visibleLine(event.transform)}, ${formatBytes(event.bytes)}`, tone: 'live' };
		case 'fetch-transform-failed':
			return {
				sign: signs.failed,
				words: `${visibleLine(event.transform)} ${failureWords[event.code]}`,
				tone: 'failed',
			};
		case 'fetch-succeeded':
			return { sign: signs.done, words: `fulfilled, ${formatDuration(event.durationMs)}`, tone: 'good' };
		case 'fetch-fell-back':
			return { sign: signs.done, words: `fulfilled, fell back, ${formatDuration(event.durationMs)}`, tone: 'failed' };
		case 'fetch-failed':
			return event.code === 'cancelled'
				? { sign: '○', words: 'rejected: cancelled', tone: 'warning' }
				: { sign: signs.failed, words: `rejected: ${failureWords[event.code]}`, tone: 'failed' };
		default:
			return undefined;
	}
}

function isEnd(event: LabEvent): event is EventOf<'fetch-succeeded' | 'fetch-fell-back' | 'fetch-failed'> {
	return event.type === 'fetch-succeeded' || event.type === 'fetch-fell-back' || event.type === 'fetch-failed';
}

/** A run of so many chunks in one lane, between which nothing else happened, is folded. */
const leastFolded = 4;

/** The items with each such run as its first chunk, a sum, and its last one; the order of all that is left stays. */
function foldChunks(items: readonly BatchItem[]): readonly BatchItem[] {
	const folded: BatchItem[] = [];
	let run: BatchItem[] = [];
	const close = (): void => {
		const [first, ...rest] = run;
		const last = rest.pop();
		if (first === undefined || last === undefined || run.length < leastFolded) {
			folded.push(...run);
		} else {
			const bytes = rest.reduce((sum, item) => sum + item.bytes, 0);
			folded.push(first, { ...first, sign: '⋮', words: `${rest.length} more, ${formatBytes(bytes)}`, bytes }, last);
		}
		run = [];
	};
	for (const item of items) {
		if (item.bytes === 0 || item.lane !== run[0]?.lane) {
			close();
		}
		if (item.bytes > 0) {
			run.push(item);
		} else {
			folded.push(item);
		}
	}
	close();
	return folded;
}
