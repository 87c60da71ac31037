import type { ConnectionEnd, FailureCode } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { type Outcome, outcomeOfCache, outcomeText } from '../../outcome.ts';
import type { Tone } from '../../text/tones.ts';
import { failureWords } from './failure-words.ts';
import type { Trace } from './trace.ts';

/** The name of a trace, and what came of it. Safe to show. */
export interface Heading {
	readonly title: string;
	readonly outcome: Outcome;
	/** Absent while it goes on. */
	readonly durationMs: number | undefined;
}

/** The heading of a trace. */
export function headingOf(trace: Trace): Heading {
	const { fetch, startTime, endTime, root } = trace;
	const cache = root.cache && outcomeOfCache(root.cache);
	const outcome = fetch === undefined ? strangerOutcome(trace, cache) : fetchOutcome(trace, cache);
	return {
		title: visibleLine(titleOf(trace)),
		outcome: outcome ?? { word: 'RUNNING', detail: inWords(cache), tone: 'live' },
		durationMs: endTime === undefined ? undefined : endTime - startTime,
	};
}

/** A proxy's answer as a detail: `hit class`. */
function inWords(cache: Outcome | undefined): string {
	return cache === undefined ? '' : outcomeText({ ...cache, word: cache.word.toLowerCase() });
}

function titleOf({ focus, fetch, fetching, root: { opened, from, to } }: Trace): string {
	if (fetch === undefined) {
		return `exchange ${opened?.connection ?? focus}  ${from} → ${to}`;
	}
	const transforms = fetching?.transforms ?? [];
	return `fetch ${fetch}  ${to}${transforms.length === 0 ? '' : `, then ${transforms.join(', ')}`}`;
}

function fetchOutcome({ events, fetchEnd }: Trace, cache: Outcome | undefined): Outcome | undefined {
	switch (fetchEnd?.type) {
		case 'fetch-fell-back': {
			const failed = events.filter(event => event.type === 'fetch-transform-failed');
			const names = failed.map(({ transform }) => visibleLine(transform)).join(', ');
			return { word: 'FELL BACK', detail: `at ${names}`, tone: 'failed' };
		}
		case 'fetch-failed':
			return failed(fetchEnd.code);
		case 'fetch-succeeded':
			return cache ?? { word: 'FETCHED', detail: '', tone: 'good' };
		default:
			return undefined;
	}
}

const closings: { readonly [how in ConnectionEnd]: readonly [word: string, tone: Tone] } = {
	ended: ['SENT', 'good'],
	refused: ['REFUSED', 'failed'],
	left: ['LEFT', 'warning'],
	reset: ['RESET', 'failed'],
	cut: ['CUT', 'failed'],
	'over-bound': ['OVER BOUND', 'failed'],
	stopped: ['STOPPED', 'warning'],
};

/** The outcome of a connection by a client of a crowd that no server of ours accepted. */
function dialledOutcome(failure: FailureCode | undefined): Outcome {
	return failure === undefined ? { word: 'FETCHED', detail: '', tone: 'good' } : failed(failure);
}

function failed(code: FailureCode): Outcome {
	return code === 'cancelled'
		? { word: 'CANCELLED', detail: '', tone: 'warning' }
		: { word: 'FAILED', detail: failureWords[code], tone: 'failed' };
}

function strangerOutcome({ root }: Trace, cache: Outcome | undefined): Outcome | undefined {
	const { closed, events, purpose, failure, opened, dialClosed } = root;
	if (closed === undefined) {
		return opened === undefined && dialClosed !== undefined ? dialledOutcome(failure) : undefined;
	}
	const [word, tone] = closings[closed.how];
	const refused = events.find(event => event.type === 'transform-refused');
	if (refused !== undefined || closed.how !== 'ended') {
		return { word, detail: refused?.code ?? closed.bound ?? inWords(cache), tone };
	}
	return purpose === 'transform'
		? { word: 'REPLIED', detail: '', tone: 'good' }
		: (cache ?? { word, detail: '', tone });
}
