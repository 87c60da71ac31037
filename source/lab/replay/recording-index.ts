import type { FileHandle } from 'node:fs/promises';
import type { LabEvent } from '../../events/events.ts';
import { applyEvent } from '../model/apply/apply-event.ts';
import { LabModel } from '../model/lab-model.ts';
import { RecordingError } from '../recording/recording-error.ts';
import { BytesOnTheWay } from './bytes-on-the-way.ts';
import { createKeyframes, type Keyframes } from './keyframes.ts';
import { type Line, readLines } from './read-lines.ts';
import { largestId, parseEvent, SeamFinder, type Session, withIdsFrom } from './sessions.ts';

/** A run of events. */
export interface Chunk {
	/** The index of its first event, and how many there are. */
	readonly first: number;
	readonly count: number;
	/** It is the first one of a session: what was before it is over. */
	readonly beginsSession: boolean;
	/** The number that is added to the ids in its lines. */
	readonly idsFrom: number;
	/** The largest id of a connection or fetch that had begun by its end. */
	readonly lastId: number;
}

/** The part of the file that holds the lines of a chunk. */
export interface FileChunk extends Chunk {
	readonly start: number;
	readonly end: number;
	/** The lines before it with the bytes that its own lines refer to, by their hash. */
	readonly bytesAt: ReadonlyMap<string, Pick<Line, 'start' | 'end'>>;
}

/** The index of a recording. */
export interface RecordingIndex {
	readonly chunks: readonly Chunk[];
	/** The lab before each of some chunks. */
	readonly keyframes: Pick<Keyframes, 'before'>;
	readonly total: number;
	/** At least one, in order. */
	readonly sessions: readonly Session[];
	/** Lines that are no event. */
	readonly skippedLines: number;
	/** The lab after the last event. */
	readonly last: LabModel;
}

/** The index of a file, made by reading it once. */
export interface FileIndex extends RecordingIndex {
	readonly chunks: readonly FileChunk[];
}

/** The most events and bytes in one chunk. */
export const chunkBounds = { events: 1_024, bytes: 512 * 1024 } as const;
/** The factor by which a chunk may be larger while a set-up comes that may begin another session. */
const setUpFactor = 8;
/** The most times that ids may begin anew in one file; a file with more is not a recording. */
const maxNumberings = 1_000;

/** Reads a recording once, from its beginning to its present end. Only the index stays in memory. */
export async function indexRecording(file: FileHandle): Promise<FileIndex> {
	const indexer = new Indexer();
	for await (const lines of readLines(file)) {
		for (const line of lines) {
			indexer.add(line);
		}
	}
	return indexer.finish();
}

/** The lab after these events of a chunk, which begin at index `at`; the given model is not changed. */
export function modelAfter(
	model: LabModel,
	{ first, beginsSession }: Pick<Chunk, 'first' | 'beginsSession'>,
	at: number,
	events: readonly LabEvent[],
): LabModel {
	const next = beginsSession && at === first && events.length > 0 ? new LabModel() : model.clone();
	for (const event of events) {
		applyEvent(next, event);
	}
	return next;
}

class Indexer {
	readonly #chunks: FileChunk[] = [];
	readonly #keyframes = createKeyframes();
	readonly #sessions: Session[] = [];
	readonly #seams = new SeamFinder();
	#model = new LabModel();
	/** The events of the chunk that grows, with the ids that its lines have. */
	#events: LabEvent[] = [];
	readonly #bytes = new BytesOnTheWay();
	/** Where the bytes are that the waiting events refer to, as far as that is before them. */
	#bytesAt = new Map<string, Pick<Line, 'start' | 'end'>>();
	#start = 0;
	#end = 0;
	#total = 0;
	#skippedLines = 0;
	/** The waiting events begin with a set-up, which may be that of another session. */
	#mayBeginSession = false;
	#beginsSession = true;
	#idsFrom = 0;
	#largestId = 0;
	#lastId = 0;
	/** The connection that was opened last, by the id that its line has. */
	#lastOpened = 0;
	/** The number of times that ids began anew, with the first. */
	#numberings = 1;

	add({ text, start, end }: Line): void {
		if (text?.trim() === '') {
			return;
		}
		const references = this.#bytes.readLine(start, end);
		const event = text === undefined ? undefined : parseEvent(text, references);
		if (!event) {
			this.#skippedLines += 1;
			return;
		}
		this.#divide(event, end);
		if (this.#events.length === 0) {
			this.#start = start;
		}
		this.#end = end;
		this.#events.push(event);
		for (const [hash, place] of references.used) {
			if (place.start < this.#start) {
				this.#bytesAt.set(hash, place);
			}
		}
	}

	finish(): FileIndex {
		this.#finishChunk();
		return {
			chunks: this.#chunks,
			keyframes: this.#keyframes,
			total: this.#total,
			sessions: this.#sessions,
			skippedLines: this.#skippedLines,
			last: this.#model,
		};
	}

	/** Begins another chunk before this event where the chunk is full, or where another session begins. */
	#divide(event: LabEvent, end: number): void {
		const factor = this.#mayBeginSession ? setUpFactor : 1;
		const isFull = this.#events.length >= chunkBounds.events * factor || end - this.#start > chunkBounds.bytes * factor;
		const beginsSetUp = this.#seams.beginsSetUp(event);
		if (isFull || beginsSetUp) {
			this.#finishChunk();
			this.#mayBeginSession = beginsSetUp;
		}
		if (this.#seams.take(event) && this.#mayBeginSession) {
			this.#beginsSession = true;
			this.#numberAnew();
		}
		this.#mayBeginSession &&= this.#seams.isSettingUp;
		if (event.type === 'connection-opened' || event.type === 'connection-found-open') {
			// They are told of in the order of their ids. One that comes too late is another one of the same id.
			if (event.connection <= this.#lastOpened) {
				this.#finishChunk();
				this.#numberAnew();
			}
			this.#lastOpened = event.connection;
		}
	}

	#numberAnew(): void {
		this.#idsFrom = this.#largestId;
		this.#lastOpened = 0;
		this.#numberings += 1;
		if (this.#numberings > maxNumberings) {
			throw new RecordingError('not-read', 'its events are in no order; if it was sorted, sort it by timeMs');
		}
	}

	#finishChunk(): void {
		if (this.#events.length === 0) {
			return;
		}
		const events = this.#events.map(event => withIdsFrom(event, this.#idsFrom));
		for (const event of events) {
			this.#largestId = Math.max(this.#largestId, largestId(event));
			this.#lastId = Math.max(this.#lastId, beginningId(event));
		}
		const chunk: FileChunk = {
			start: this.#start,
			end: this.#end,
			first: this.#total,
			count: events.length,
			beginsSession: this.#beginsSession,
			idsFrom: this.#idsFrom,
			lastId: this.#lastId,
			bytesAt: this.#bytesAt,
		};
		this.#bytesAt = new Map();
		this.#noteSession(chunk, events);
		this.#keyframes.add(this.#chunks.length, this.#model);
		this.#chunks.push(chunk);
		this.#model = modelAfter(this.#model, chunk, chunk.first, events);
		this.#total += events.length;
		this.#events = [];
		this.#beginsSession = false;
	}

	#noteSession({ first, beginsSession }: Chunk, events: readonly LabEvent[]): void {
		const startTime = events[0]?.time ?? 0;
		const last = (beginsSession ? undefined : this.#sessions.pop()) ?? { first, startTime };
		this.#sessions.push({ ...last, endTime: events.at(-1)?.time ?? startTime });
	}
}

/** The id that begins with this event; 0 where none does. */
export function beginningId(event: LabEvent): number {
	switch (event.type) {
		case 'connection-opened':
		case 'connection-found-open':
			return event.connection;
		case 'fetch-started':
		case 'fetch-found-running':
			return event.fetch;
		case 'batch-started':
		case 'batch-found-running':
			return event.batch;
		default:
			return 0;
	}
}
