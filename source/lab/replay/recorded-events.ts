import type { FileHandle } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { LabEvent } from '../../events/events.ts';
import { firstIndexWhere } from '../../wire/first-index-where.ts';
import { RecordingError } from '../recording/recording-error.ts';
import type { Chunk } from './recording-index.ts';
import { parseEvent, withIdsFrom } from './sessions.ts';

/** The events of a recording, read from its file when they are asked for. */
export interface RecordedEvents {
	/** All events of a chunk. Throws a {@link RecordingError} where the file is no longer what it was. */
	of(chunk: Chunk): Promise<readonly LabEvent[]>;
	/** The events of those lines of a chunk that match; the pattern is for the ids in the file. They are not cached. */
	matching(chunk: Chunk, pattern: RegExp): Promise<readonly LabEvent[]>;
	/** The place among the chunks of the one that holds the event with this index, or of the last one. */
	chunkAt(index: number): number;
	/** The event with this index; undefined where there is none. */
	at(index: number): Promise<LabEvent | undefined>;
}

/** The most bytes of the file that are kept in memory as events. */
const maxBytes = 8 * 1024 * 1024;

/** The events of the file, by its chunks. */
export function createRecordedEvents(file: FileHandle, chunks: readonly Chunk[]): RecordedEvents {
	const cache = new LRUCache<number, readonly LabEvent[]>({ maxSize: maxBytes });

	const linesOf = async ({ start, end }: Chunk): Promise<readonly string[]> => {
		const bytes = Buffer.allocUnsafeSlow(end - start);
		const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
		return bytes.toString('utf8', 0, bytesRead).split('\n');
	};

	const of = async (chunk: Chunk): Promise<readonly LabEvent[]> => {
		const known = cache.get(chunk.start);
		if (known) {
			return known;
		}
		const events = (await linesOf(chunk)).flatMap(line => parse(line, chunk));
		if (events.length !== chunk.count) {
			throw new RecordingError('not-read', 'The recording was changed while it was replayed. Open it again.');
		}
		cache.set(chunk.start, events, { size: chunk.end - chunk.start });
		return events;
	};

	return {
		of,
		async matching(chunk, pattern) {
			return (await linesOf(chunk)).flatMap(line => (pattern.test(line) ? parse(line, chunk) : []));
		},
		chunkAt: index => chunkAt(chunks, index),
		async at(index) {
			const chunk = chunks[chunkAt(chunks, index)];
			return chunk && (await of(chunk))[index - chunk.first];
		},
	};
}

function parse(line: string, { idsFrom }: Chunk): readonly LabEvent[] {
	const event = parseEvent(line);
	return event === undefined ? [] : [withIdsFrom(event, idsFrom)];
}

function chunkAt(chunks: readonly Chunk[], index: number): number {
	return Math.max(0, firstIndexWhere(chunks.length, at => (chunks[at]?.first ?? 0) > index) - 1);
}
