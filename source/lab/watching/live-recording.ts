import type { LabEvent } from '../../events/events.ts';
import { LabModel } from '../model/lab-model.ts';
import { chunkAt, type RecordedEvents } from '../replay/recorded-events.ts';
import { beginningId, type Chunk, chunkBounds, modelAfter, type RecordingIndex } from '../replay/recording-index.ts';
import type { ReplaySource } from '../replay/replay-source.ts';
import { largestId, type Session, withIdsFrom } from '../replay/sessions.ts';

/** A chunk that holds its events, and the lab before them. */
interface LiveChunk extends Chunk {
	count: number;
	lastId: number;
	readonly events: LabEvent[];
	readonly before: LabModel;
}

/** The least number of events that are kept, once there were so many. */
export const liveBounds = { events: 20_000 } as const;

/** A recording that grows while it is looked at, and forgets its beginning. */
export class LiveRecording implements Pick<ReplaySource, 'index' | 'events'> {
	readonly #chunks: LiveChunk[] = [];
	readonly #sessions: Session[] = [];
	#total = 0;
	#last = new LabModel();
	#largestId = 0;
	#idsFrom = 0;
	/** Lines that are no event. */
	skippedLines = 0;

	/** The index of the oldest event that is kept. */
	get from(): number {
		return this.#chunks[0]?.first ?? 0;
	}

	/** Adds events, and gives them as they are here. Where they begin `anew`, what was before them no longer counts. */
	add(events: readonly LabEvent[], isAnew: boolean): readonly LabEvent[] {
		if (events.length === 0) {
			return events;
		}
		if (isAnew) {
			this.#idsFrom = this.#largestId;
		}
		const added = events.map(event => withIdsFrom(event, this.#idsFrom));
		this.#noteSession(added, isAnew);
		for (let at = 0; at < added.length; ) {
			const chunk = this.#chunkWithRoom(isAnew && at === 0);
			const some = added.slice(at, at + chunkBounds.events - chunk.count);
			this.#last = modelAfter(this.#last, chunk, this.#total, some);
			chunk.events.push(...some);
			chunk.count += some.length;
			for (const event of some) {
				this.#largestId = Math.max(this.#largestId, largestId(event));
				chunk.lastId = Math.max(chunk.lastId, beginningId(event));
			}
			this.#total += some.length;
			at += some.length;
		}
		this.#dropOldest();
		return added;
	}

	get index(): RecordingIndex {
		const recording = this;
		return {
			chunks: this.#chunks,
			keyframes: {
				before: chunk => ({ chunk, model: this.#chunks[chunk]?.before ?? new LabModel() }),
			},
			sessions: this.#sessions,
			get total() {
				return recording.#total;
			},
			get skippedLines() {
				return recording.skippedLines;
			},
			get last() {
				return recording.#last;
			},
		};
	}

	get events(): RecordedEvents {
		const eventsOf = (chunk: Chunk): readonly LabEvent[] =>
			this.#chunks.find(({ first }) => first === chunk.first)?.events ?? [];
		return {
			of: async chunk => eventsOf(chunk),
			matching: async chunk => eventsOf(chunk),
			chunkAt: index => chunkAt(this.#chunks, index),
			at: async index => {
				const chunk = this.#chunks[chunkAt(this.#chunks, index)];
				return chunk?.events[index - chunk.first];
			},
		};
	}

	#chunkWithRoom(beginsSession: boolean): LiveChunk {
		const last = this.#chunks.at(-1);
		if (last !== undefined && last.count < chunkBounds.events && !beginsSession) {
			return last;
		}
		const chunk: LiveChunk = {
			first: this.#total,
			count: 0,
			beginsSession,
			idsFrom: this.#idsFrom,
			lastId: last?.lastId ?? 0,
			events: [],
			before: this.#last,
		};
		this.#chunks.push(chunk);
		return chunk;
	}

	#noteSession(events: readonly LabEvent[], isAnew: boolean): void {
		const startTime = events[0]?.time ?? 0;
		const last = (isAnew ? undefined : this.#sessions.pop()) ?? { first: this.#total, startTime };
		this.#sessions.push({ ...last, endTime: events.at(-1)?.time ?? startTime });
	}

	#dropOldest(): void {
		while ((this.#chunks[1]?.first ?? this.#total) + liveBounds.events < this.#total) {
			this.#chunks.shift();
		}
		while ((this.#sessions[1]?.first ?? Number.POSITIVE_INFINITY) <= this.from) {
			this.#sessions.shift();
		}
	}
}
