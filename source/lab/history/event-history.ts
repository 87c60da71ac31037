import type { LabEvent } from '../../events/events.ts';
import { belongsTo, type Story } from './story.ts';

/** The newest events with their bytes, bounded in number and in bytes of data. */
export interface EventHistory {
	add(events: readonly LabEvent[]): void;
	/** The events of a story, in order; empty where they are gone. */
	about(story: Story): readonly LabEvent[];
}

/** The bounds of a history: the number of its events, and the bytes of data in them. */
export const historyBounds = { maxEvents: 50_000, maxBytes: 32 * 1024 * 1024 } as const;

/** An empty history. */
export function createEventHistory({
	maxEvents,
	maxBytes,
}: {
	maxEvents: number;
	maxBytes: number;
} = historyBounds): EventHistory {
	let events: (LabEvent | undefined)[] = [];
	let oldest = 0;
	let bytes = 0;

	const dropOldest = () => {
		while (oldest < events.length && (events.length - oldest > maxEvents || bytes > maxBytes)) {
			bytes -= dataBytes(events[oldest]);
			events[oldest] = undefined;
			oldest += 1;
		}
		// The places of those that were dropped go in one piece, once they are half of the array.
		if (oldest > events.length / 2) {
			events = events.slice(oldest);
			oldest = 0;
		}
	};

	return {
		add(added) {
			for (const event of added) {
				events.push(event);
				bytes += dataBytes(event);
			}
			dropOldest();
		},
		about(story) {
			return events.slice(oldest).filter((event): event is LabEvent => event !== undefined && belongsTo(story, event));
		},
	};
}

function dataBytes(event: LabEvent | undefined): number {
	if (event === undefined) {
		return 0;
	}
	return 'data' in event ? event.data.length : 'poem' in event ? event.poem.length : 0;
}
