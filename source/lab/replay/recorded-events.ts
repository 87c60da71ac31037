import type { FileHandle } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { LabEvent } from '../../events/events.ts';
import { firstIndexWhere } from '../../wire/first-index-where.ts';
import { RecordingError } from '../recording/recording-error.ts';
import type { Chunk, FileChunk } from './recording-index.ts';
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
export function createRecordedEvents(file: FileHandle, chunks: readonly FileChunk[]): RecordedEvents {
	const cache = new LRUCache<number, readonly LabEvent[]>({ maxSize: maxBytes });

	const bytes = new LRUCache<string, Uint8Array>({ maxSize: maxBytes });

	const textAt = async ({ start, end }: { readonly start: number; readonly end: number }): Promise<string> => {
		const block = Buffer.allocUnsafeSlow(end - start);
		const { bytesRead } = await file.read(block, 0, block.length, start);
		return block.toString('utf8', 0, bytesRead);
	};

	/** The bytes before a chunk that its lines refer to. */
	const bytesBefore = async ({ bytesAt }: FileChunk): Promise<Map<string, Uint8Array>> => {
		const found = new Map<string, Uint8Array>();
		for (const [hash, place] of bytesAt) {
			const known = bytes.get(hash) ?? bytesIn(await textAt(place), hash);
			if (known !== undefined) {
				bytes.set(hash, known, { size: Math.max(1, known.length) });
				found.set(hash, known);
			}
		}
		return found;
	};

	const parsed = async (chunk: FileChunk, isWanted: (line: string) => boolean): Promise<readonly LabEvent[]> => {
		const kept = await bytesBefore(chunk);
		return (await textAt(chunk)).split('\n').flatMap(line => {
			// A line that is not wanted may have the bytes that another one refers to.
			const event = isWanted(line) || hasHash(line) ? parseEvent(line, kept) : undefined;
			return event !== undefined && isWanted(line) ? [withIdsFrom(event, chunk.idsFrom)] : [];
		});
	};

	const of = async (chunk: FileChunk): Promise<readonly LabEvent[]> => {
		const known = cache.get(chunk.start);
		if (known) {
			return known;
		}
		const events = await parsed(chunk, () => true);
		if (events.length !== chunk.count) {
			throw new RecordingError('not-read', 'The recording was changed while it was replayed. Open it again.');
		}
		cache.set(chunk.start, events, { size: chunk.end - chunk.start });
		return events;
	};

	const inFile = ({ first }: Chunk): FileChunk | undefined => chunks[chunkAt(chunks, first)];

	return {
		async of(chunk) {
			const known = inFile(chunk);
			return known === undefined ? [] : of(known);
		},
		async matching(chunk, pattern) {
			const known = inFile(chunk);
			return known === undefined ? [] : parsed(known, line => pattern.test(line));
		},
		chunkAt: index => chunkAt(chunks, index),
		async at(index) {
			const chunk = chunks[chunkAt(chunks, index)];
			return chunk && (await of(chunk))[index - chunk.first];
		},
	};
}

function hasHash(line: string): boolean {
	return line.includes('Hash":"') && /"(?:data|poem)":/.test(line);
}

/** The bytes of this hash that stand in a line. */
function bytesIn(line: string, hash: string): Uint8Array | undefined {
	const kept = new Map<string, Uint8Array>();
	parseEvent(line, kept);
	return kept.get(hash);
}

/** The place of the chunk that holds the event with this index, or of the last one. */
export function chunkAt(chunks: readonly Chunk[], index: number): number {
	return Math.max(0, firstIndexWhere(chunks.length, at => (chunks[at]?.first ?? 0) > index) - 1);
}
