import type { LabEvent } from '../../events/events.ts';
import { EventBlock } from './event-block.ts';
import { EventBytes } from './event-bytes.ts';
import { EventShapes } from './event-shape.ts';
import type { Story } from './story.ts';

/** The newest events, bounded in number; the newest bytes of data in them, bounded as well. */
export interface EventHistory {
	add(events: readonly LabEvent[]): void;
	/** The events of a story, in order; empty where they are gone. Older ones may have only the first bytes of their data. */
	about(story: Story): readonly LabEvent[];
}

/** The bounds of a history: the number of its events, and the bytes of data in them. */
export const historyBounds = { maxEvents: 50_000, maxBytes: 32 * 1024 * 1024 } as const;

/**
 * An empty history. When it has too many bytes, the oldest events lose their data; when it has too many events, they go.
 * What is added is copied: no event, and nothing of the memory in which its bytes came, is held on to.
 */
export function createEventHistory({
	maxEvents,
	maxBytes,
}: {
	maxEvents: number;
	maxBytes: number;
} = historyBounds): EventHistory {
	const shapes = new EventShapes();
	const bytes = new EventBytes(maxBytes);
	const spare: EventBlock[] = [];
	let blocks: EventBlock[] = [];
	let events = 0;

	const add = (event: LabEvent): void => {
		const shape = shapes.of(event);
		let block = blocks.at(-1);
		if (block === undefined || !block.hasRoom(shape)) {
			block = spare.pop() ?? new EventBlock(bytes);
			blocks.push(block);
		}
		block.add(event, shape);
		events += 1;
	};
	const forgetOldest = (): void => {
		for (let first = blocks[0]; first !== undefined && events - first.length >= maxEvents; first = blocks[0]) {
			events -= first.length;
			first.clear();
			spare.push(first);
			blocks = blocks.slice(1);
		}
		bytes.forgetOldest();
	};

	return {
		add(added) {
			for (const event of added) {
				add(event);
			}
			forgetOldest();
		},
		about(story) {
			const gone = Math.max(0, events - maxEvents);
			return blocks.flatMap((block, index) => block.about(story, index === 0 ? gone : 0));
		},
	};
}
