import type { ConnectionEnd, LabEvent } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { cacheOutcome, type Outcome } from '../../outcome.ts';
import { isFetching } from './beginnings.ts';
import { failureWords } from './failure-words.ts';
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
	return {
		title: fetch === undefined ? strangerTitle(story) : fetchTitle(story),
		outcome: (fetch === undefined ? strangerOutcome(story) : fetchOutcome(story)) ?? running(story),
		durationMs: endTime === undefined ? undefined : endTime - startTime,
	};
}

function fetchTitle({ fetch, events, root }: Story): string {
	const transforms = events.filter(isFetching).find(event => event.fetch === fetch)?.transforms ?? [];
	const then = transforms.length === 0 ? '' : `, then ${transforms.join(', ')}`;
	return visibleLine(`fetch ${fetch}  ${root.to}${then}`);
}

function strangerTitle({ focus, parties, root }: Story): string {
	const name = (key: string) => parties.find(party => party.key === key)?.name ?? '';
	return `exchange ${root.opened?.connection ?? focus}  ${name(root.from)} → ${name(root.to)}`;
}

function fetchOutcome(story: Story): Outcome | undefined {
	const { fetch, events } = story;
	const end = events.findLast(event => 'fetch' in event && event.fetch === fetch && ends.has(event.type));
	switch (end?.type) {
		case 'fetch-fell-back':
			return { word: 'FELL BACK', detail: `at ${failedTransforms(story)}`, tone: 'failed' };
		case 'fetch-failed':
			return end.code === 'cancelled'
				? { word: 'CANCELLED', detail: '', tone: 'warning' }
				: { word: 'FAILED', detail: failureWords(end.code), tone: 'failed' };
		case 'fetch-succeeded':
			return cacheOf(story) ?? { word: 'FETCHED', detail: '', tone: 'good' };
		default:
			return undefined;
	}
}

const ends: ReadonlySet<string> = new Set(['fetch-fell-back', 'fetch-failed', 'fetch-succeeded']);

function failedTransforms({ events }: Story): string {
	return events
		.filter(
			(event): event is Extract<LabEvent, { type: 'fetch-transform-failed' }> =>
				event.type === 'fetch-transform-failed',
		)
		.map(({ transform }) => visibleLine(transform))
		.join(', ');
}

const endOutcomes: { readonly [how in ConnectionEnd]: Outcome } = {
	ended: { word: 'SENT', detail: '', tone: 'good' },
	refused: { word: 'REFUSED', detail: '', tone: 'failed' },
	left: { word: 'LEFT', detail: '', tone: 'warning' },
	reset: { word: 'RESET', detail: '', tone: 'failed' },
	cut: { word: 'CUT', detail: '', tone: 'failed' },
	'over-bound': { word: 'OVER BOUND', detail: '', tone: 'failed' },
	stopped: { word: 'STOPPED', detail: '', tone: 'warning' },
};

function strangerOutcome(story: Story): Outcome | undefined {
	const leg = story.root;
	const closed = leg.events.find(event => event.type === 'connection-closed');
	if (closed?.type !== 'connection-closed') {
		return undefined;
	}
	const refused = leg.events.find(event => event.type === 'transform-refused');
	if (refused?.type === 'transform-refused') {
		return { ...endOutcomes[closed.how], detail: refused.code };
	}
	const outcome = endOutcomes[closed.how];
	if (closed.how !== 'ended') {
		return { ...outcome, detail: closed.bound ?? cacheOf(story)?.word.toLowerCase() ?? '' };
	}
	return leg.purpose === 'transform' ? { word: 'REPLIED', detail: '', tone: 'good' } : (cacheOf(story) ?? outcome);
}

function cacheOf({ root }: Story): Outcome | undefined {
	for (const event of root.events.toReversed()) {
		switch (event.type) {
			case 'connection-found-open':
				return event.cache === undefined ? undefined : cacheOutcome(event.cache);
			case 'cache-hit':
				return cacheOutcome('hit');
			case 'cache-miss':
				return cacheOutcome('miss');
			case 'cache-collapsed':
				return cacheOutcome('collapsed');
			case 'cache-stale':
				return cacheOutcome('stale');
			default:
				break;
		}
	}
	return undefined;
}

function running(story: Story): Outcome {
	return { word: 'RUNNING', detail: cacheOf(story)?.word.toLowerCase() ?? '', tone: 'live' };
}
