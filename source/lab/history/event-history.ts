import type { LabEvent } from '../../events/events.ts';
import { dataLength } from '../model/data-length.ts';
import { belongsTo, type Story } from './story.ts';

/** The newest events, bounded in number; the newest bytes of data in them, bounded as well. */
export interface EventHistory {
	add(events: readonly LabEvent[]): void;
	/** The events of a story, in order; empty where they are gone. Older ones may have only the first bytes of their data. */
	about(story: Story): readonly LabEvent[];
}

/** The bounds of a history: the number of its events, and the bytes of data in them. */
export const historyBounds = { maxEvents: 50_000, maxBytes: 32 * 1024 * 1024 } as const;

/** The bytes of its data that an event keeps when the history has too much: enough to see a netstring begin. */
const startBytes = 32;

/** An empty history. When it has too many bytes, the oldest events lose their data; when it has too many events, they go. */
export function createEventHistory({
	maxEvents,
	maxBytes,
}: {
	maxEvents: number;
	maxBytes: number;
} = historyBounds): EventHistory {
	let events: (LabEvent | undefined)[] = [];
	let oldest = 0;
	/** The first event that still has all of its data. */
	let firstWhole = 0;
	let bytes = 0;

	const forgetOldest = () => {
		for (; events.length - oldest > maxEvents; oldest += 1) {
			bytes -= dataBytes(events[oldest]);
			events[oldest] = undefined;
		}
		for (firstWhole = Math.max(firstWhole, oldest); bytes > maxBytes && firstWhole < events.length; firstWhole += 1) {
			const event = events[firstWhole];
			const start = event && withoutData(event);
			bytes -= dataBytes(event) - dataBytes(start);
			events[firstWhole] = start;
		}
		// The places of those that were dropped go in one piece, once they are half of the array.
		if (oldest > events.length / 2) {
			events = events.slice(oldest);
			firstWhole -= oldest;
			oldest = 0;
		}
	};

	return {
		add(added) {
			for (const event of added) {
				events.push(event);
				bytes += dataBytes(event);
			}
			forgetOldest();
		},
		about(story) {
			return events.slice(oldest).filter((event): event is LabEvent => event !== undefined && belongsTo(story, event));
		},
	};
}

/** The event with the first bytes of its data or poem, copied, so that the others are let go. */
function withoutData(event: LabEvent): LabEvent {
	if ('data' in event) {
		return { ...event, data: startOf(event.data), dataBytes: dataLength(event) };
	}
	return 'poem' in event ? { ...event, poem: startOf(event.poem) } : event;
}

function startOf(bytes: Uint8Array): Uint8Array {
	return bytes.length <= startBytes ? bytes : new Uint8Array(bytes.subarray(0, startBytes));
}

function dataBytes(event: LabEvent | undefined): number {
	if (event === undefined) {
		return 0;
	}
	return 'data' in event ? event.data.length : 'poem' in event ? event.poem.length : 0;
}
