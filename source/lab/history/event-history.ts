import type { LabEvent } from '../../events/events.ts';
import { EventBlock } from './event-block.ts';
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

/** The most bytes of data that lose all but their starts at once, and their share of all bytes. */
const page = { mostBytes: 262_144, share: 1 / 8 } as const;

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
	const pageBytes = Math.ceil(Math.min(page.mostBytes, maxBytes * page.share));
	const spare: { readonly blocks: EventBlock[]; readonly pages: Uint8Array[] } = { blocks: [], pages: [] };
	let blocks: EventBlock[] = [];
	let events = 0;
	let bytes = 0;
	/** The first block that may have a page. */
	let firstWithPage = 0;

	const takePage = (block: EventBlock | undefined): void => {
		bytes -= block?.heldBytes ?? 0;
		const taken = block?.takePage();
		if (taken?.length === pageBytes) {
			spare.pages.push(taken);
		}
	};
	const forgetOldest = (): void => {
		for (let first = blocks[0]; first !== undefined && events - first.length >= maxEvents; first = blocks[0]) {
			events -= first.length;
			takePage(first);
			first.clear();
			spare.blocks.push(first);
			blocks = blocks.slice(1);
			firstWithPage = Math.max(0, firstWithPage - 1);
		}
		for (; bytes > maxBytes && firstWithPage < blocks.length; firstWithPage += 1) {
			takePage(blocks[firstWithPage]);
		}
	};
	const add = (event: LabEvent): void => {
		const shape = shapes.of(event);
		const data = dataOf(event);
		let block = blocks.at(-1);
		if (block === undefined || !block.hasRoom(shape, data?.length ?? 0)) {
			block = spare.blocks.pop() ?? new EventBlock();
			blocks.push(block);
		}
		if (data !== undefined && block.wantsPage) {
			const isLarge = data.length > pageBytes;
			block.givePage(isLarge ? new Uint8Array(data.length) : (spare.pages.pop() ?? new Uint8Array(pageBytes)));
		}
		block.add(event, shape, data);
		events += 1;
		bytes += data?.length ?? 0;
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

/** The bytes of an event: data that came or went, or the poem that a transform made. */
function dataOf(event: LabEvent): Uint8Array | undefined {
	if ('data' in event) {
		return event.data;
	}
	return 'poem' in event ? event.poem : undefined;
}
