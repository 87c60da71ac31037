import type { ConnectionEnd } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { cacheOutcome, type Outcome } from '../../outcome.ts';
import type { Tone } from '../../theme.ts';
import { failureWords } from './failure-words.ts';
import { cacheIn } from './legs.ts';
import { isFetching } from './links.ts';
import type { Story } from './story.ts';

/** What a story is called, and what came of it. Safe to show. */
export interface Heading {
	readonly title: string;
	readonly outcome: Outcome;
	/** Absent while it goes on. */
	readonly durationMs: number | undefined;
}

/** The heading of a story. */
export function headingOf(story: Story): Heading {
	const { fetch, startTime, endTime } = story;
	const outcome = fetch === undefined ? strangerOutcome(story) : fetchOutcome(story);
	return {
		title: visibleLine(fetch === undefined ? strangerTitle(story) : fetchTitle(story)),
		outcome: outcome ?? { word: 'RUNNING', detail: cacheOf(story)?.word.toLowerCase() ?? '', tone: 'live' },
		durationMs: endTime === undefined ? undefined : endTime - startTime,
	};
}

function fetchTitle({ fetch, events, root }: Story): string {
	const transforms = events.filter(isFetching).find(event => event.fetch === fetch)?.transforms ?? [];
	const then = transforms.length === 0 ? '' : `, then ${transforms.join(', ')}`;
	return `fetch ${fetch}  ${root.to}${then}`;
}

function strangerTitle({ focus, root: { opened, from, to } }: Story): string {
	return `exchange ${opened?.connection ?? focus}  ${from} → ${to}`;
}

function fetchOutcome(story: Story): Outcome | undefined {
	const { fetch, events } = story;
	const end = events.findLast(event => 'fetch' in event && event.fetch === fetch && ends.has(event.type));
	switch (end?.type) {
		case 'fetch-fell-back': {
			const failed = events.filter(event => event.type === 'fetch-transform-failed');
			const names = failed.map(({ transform }) => visibleLine(transform)).join(', ');
			return { word: 'FELL BACK', detail: `at ${names}`, tone: 'failed' };
		}
		case 'fetch-failed':
			return end.code === 'cancelled'
				? { word: 'CANCELLED', detail: '', tone: 'warning' }
				: { word: 'FAILED', detail: failureWords[end.code], tone: 'failed' };
		case 'fetch-succeeded':
			return cacheOf(story) ?? { word: 'FETCHED', detail: '', tone: 'good' };
		default:
			return undefined;
	}
}

const ends: ReadonlySet<string> = new Set(['fetch-fell-back', 'fetch-failed', 'fetch-succeeded']);

const closings: { readonly [how in ConnectionEnd]: readonly [word: string, tone: Tone] } = {
	ended: ['SENT', 'good'],
	refused: ['REFUSED', 'failed'],
	left: ['LEFT', 'warning'],
	reset: ['RESET', 'failed'],
	cut: ['CUT', 'failed'],
	'over-bound': ['OVER BOUND', 'failed'],
	stopped: ['STOPPED', 'warning'],
};

function strangerOutcome(story: Story): Outcome | undefined {
	const { closed, events, purpose } = story.root;
	if (closed === undefined) {
		return undefined;
	}
	const [word, tone] = closings[closed.how];
	const refused = events.find(event => event.type === 'transform-refused');
	const cache = cacheOf(story);
	if (refused !== undefined || closed.how !== 'ended') {
		return { word, detail: refused?.code ?? closed.bound ?? cache?.word.toLowerCase() ?? '', tone };
	}
	return purpose === 'transform'
		? { word: 'REPLIED', detail: '', tone: 'good' }
		: (cache ?? { word, detail: '', tone });
}

function cacheOf({ root }: Story): Outcome | undefined {
	const made = root.events.map(cacheIn).findLast(told => told !== undefined);
	return made && cacheOutcome(made.cache);
}
