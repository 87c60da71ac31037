import type { FileHandle } from 'node:fs/promises';
import type { LabEvent } from '../../events/events.ts';
import { parseRecordingLine } from '../recording/recording-line.ts';
import { applyEvents } from '../state/apply-events.ts';
import { initialState, type LabState } from '../state/state.ts';
import { createKeyframes, type Keyframes } from './keyframes.ts';
import { type Line, readLines } from './read-lines.ts';

/** A run of events, and the part of the file that holds their lines. */
export interface Chunk {
	readonly start: number;
	readonly end: number;
	/** The index of its first event, and how many there are. */
	readonly first: number;
	readonly count: number;
	/** The largest id of a connection or fetch that had begun by its end. */
	readonly lastId: number;
}

/** What is known of a recording after it was read once. */
export interface RecordingIndex {
	readonly chunks: readonly Chunk[];
	/** The state before each of some chunks. */
	readonly keyframes: Keyframes;
	readonly total: number;
	/** When the first and the last event happened. */
	readonly startTime: number;
	readonly endTime: number;
	/** Lines that are no event. */
	readonly skippedLines: number;
	/** The state after the last event. */
	readonly finalState: LabState;
}

/** How much one chunk holds at most. */
export const chunkBounds = { events: 1_024, bytes: 512 * 1024 } as const;

/** Reads a recording once, from its beginning to its present end. Only the index stays in memory. */
export async function indexRecording(file: FileHandle): Promise<RecordingIndex> {
	const indexer = new Indexer();
	for await (const lines of readLines(file)) {
		for (const line of lines) {
			indexer.add(line);
		}
	}
	return indexer.finish();
}

class Indexer {
	readonly #chunks: Chunk[] = [];
	readonly #keyframes = createKeyframes();
	#state = initialState;
	#events: LabEvent[] = [];
	#start = 0;
	#end = 0;
	#total = 0;
	#lastId = 0;
	#startTime: number | undefined;
	#endTime = 0;
	#skippedLines = 0;

	add({ text, start, end }: Line): void {
		if (text?.trim() === '') {
			return;
		}
		const event = text === undefined ? undefined : parseRecordingLine(text);
		if (!event) {
			this.#skippedLines += 1;
			return;
		}
		if (this.#events.length >= chunkBounds.events || end - this.#start > chunkBounds.bytes) {
			this.#finishChunk();
		}
		if (this.#events.length === 0) {
			this.#start = start;
		}
		this.#end = end;
		this.#events.push(event);
		this.#lastId = Math.max(this.#lastId, idOf(event));
		this.#startTime ??= event.time;
		this.#endTime = event.time;
	}

	finish(): RecordingIndex {
		this.#finishChunk();
		return {
			chunks: this.#chunks,
			keyframes: this.#keyframes,
			total: this.#total,
			startTime: this.#startTime ?? 0,
			endTime: this.#endTime,
			skippedLines: this.#skippedLines,
			finalState: this.#state,
		};
	}

	#finishChunk(): void {
		const events = this.#events;
		if (events.length === 0) {
			return;
		}
		this.#keyframes.add(this.#chunks.length, this.#state);
		this.#chunks.push({
			start: this.#start,
			end: this.#end,
			first: this.#total,
			count: events.length,
			lastId: this.#lastId,
		});
		this.#state = applyEvents(this.#state, events);
		this.#total += events.length;
		this.#events = [];
	}
}

/** The id that begins with this event. */
function idOf(event: LabEvent): number {
	switch (event.type) {
		case 'connection-opened':
			return event.connection;
		case 'fetch-started':
			return event.fetch;
		default:
			return 0;
	}
}
