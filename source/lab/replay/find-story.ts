import type { LabEvent } from '../../events/events.ts';
import { firstIndexWhere } from '../../wire/first-index-where.ts';
import { historyBounds } from '../history/event-history.ts';
import { belongsTo, type Story } from '../history/story.ts';
import type { RecordedEvents } from './recorded-events.ts';
import type { Chunk } from './recording-index.ts';

/** The events of a story among the first `at` events of the recording, in order, read from the file. */
export async function findStory(
	story: Story,
	at: number,
	chunks: readonly Chunk[],
	events: RecordedEvents,
): Promise<readonly LabEvent[]> {
	const patterns = new Map<number, RegExp>();
	const patternFor = (idsFrom: number): RegExp => {
		const pattern = patterns.get(idsFrom) ?? patternOf(story, idsFrom);
		patterns.set(idsFrom, pattern);
		return pattern;
	};
	const unfinished = unfinishedIn(story);
	const found: LabEvent[] = [];
	let bytes = 0;
	let over = false;
	// It begins where the first of its ids began.
	const firstId = Math.min(...story.connections, ...story.fetches, ...story.batches);
	for (const chunk of chunks.slice(firstChunkOf(chunks, firstId))) {
		if (chunk.first >= at || over) {
			break;
		}
		// Events after the last end, such as the storing of the poem, come at once: one more chunk holds them.
		over = unfinished.size === 0;
		const isCut = chunk.first + chunk.count > at;
		const some = isCut
			? (await events.of(chunk)).slice(0, at - chunk.first)
			: await events.matching(chunk, patternFor(chunk.idsFrom));
		for (const event of some.filter(one => belongsTo(story, one))) {
			bytes += 'data' in event ? event.data.length : 0;
			if (found.length >= historyBounds.maxEvents || bytes > historyBounds.maxBytes) {
				return found;
			}
			found.push(event);
			unfinished.delete(endOf(event));
		}
	}
	return found;
}

/** A pattern that the line of every event of the story matches, with the ids of its file: most lines need no parsing. */
function patternOf({ connections, fetches, batches }: Story, idsFrom: number): RegExp {
	const ids = (all: ReadonlySet<number>) =>
		[...all]
			.map(id => id - idsFrom)
			.filter(id => id > 0)
			.join('|') || 'none';
	return new RegExp(
		`"connection"\\s*:\\s*(?:${ids(connections)})\\b|"fetch"\\s*:\\s*(?:${ids(fetches)})\\b|"batch"\\s*:\\s*(?:${ids(batches)})\\b`,
	);
}

function unfinishedIn({ connections, fetches, batches }: Story): Set<string> {
	return new Set([
		...[...connections].map(id => `connection ${id}`),
		...[...fetches].map(id => `fetch ${id}`),
		...[...batches].map(id => `batch ${id}`),
	]);
}

/** The name of what ends with this event, as in {@link unfinishedIn}; empty where nothing does. */
function endOf(event: LabEvent): string {
	switch (event.type) {
		case 'connection-closed':
			return `connection ${event.connection}`;
		// Where no server of ours accepted, the dial stands for the connection.
		case 'dial-closed':
			return `connection ${event.dial}`;
		case 'fetch-succeeded':
		case 'fetch-fell-back':
		case 'fetch-failed':
			return `fetch ${event.fetch}`;
		case 'batch-ended':
			return `batch ${event.batch}`;
		default:
			return '';
	}
}

/** The place of the chunk in which this id began; of the first one where it is older than the recording. */
function firstChunkOf(chunks: readonly Chunk[], id: number): number {
	return firstIndexWhere(chunks.length - 1, at => (chunks[at]?.lastId ?? 0) >= id);
}
