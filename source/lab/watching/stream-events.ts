import type { StreamEntry } from '../../class/stream-entries.ts';
import type { LabEvent } from '../../events/events.ts';
import { dropOldest, hashOf } from '../recording/written-bytes.ts';
import { parseEvent } from '../replay/sessions.ts';

/** Events that follow one another; where they are `isAnew`, what was before them no longer counts. */
export interface StreamPart {
	readonly events: readonly LabEvent[];
	readonly isAnew: boolean;
}

/** Asks the class for bytes by their hash; gives those that it has. */
type AskForBytes = (hashes: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** Reads the entries of a lab's stream as events. They are a stranger's. */
export class StreamEvents {
	/** Lines that are no event. */
	skippedLines = 0;
	readonly #ask: AskForBytes;
	readonly #kept = new Map<string, Uint8Array>();
	/** False until it is known how the lab was before the next event. */
	#hasState = false;
	#lastNumber: number | undefined;

	constructor(ask: AskForBytes) {
		this.#ask = ask;
	}

	/** The events in these entries, which follow those that were read before. Never rejects. */
	async read(entries: readonly StreamEntry[]): Promise<readonly StreamPart[]> {
		await this.#fetchBytes(entries);
		const parts: { events: LabEvent[]; isAnew: boolean }[] = [];
		for (const { id, fields } of entries) {
			this.#noteNumber(Number.parseInt(id, 10));
			const { field, text } = partOf(fields);
			const isAnew = field === 'anew' || (field === 'state' && !this.#hasState);
			if (isAnew) {
				this.#hasState = true;
				parts.push({ events: this.#parse(text), isAnew });
			} else if (field === 'event' && this.#hasState) {
				const last = parts.at(-1) ?? { events: [], isAnew: false };
				last.events.push(...this.#parse(text));
				if (parts.length === 0) {
					parts.push(last);
				}
			}
		}
		return parts;
	}

	/** Where entries are missing, only the next one with the lab as it is tells how it goes on. */
	#noteNumber(number: number): void {
		if (this.#lastNumber !== undefined && number !== this.#lastNumber + 1) {
			this.#hasState = false;
		}
		this.#lastNumber = number;
	}

	#parse(text: string): LabEvent[] {
		return text.split('\n').flatMap(line => {
			const event = parseEvent(line, this.#kept);
			this.skippedLines += event === undefined ? 1 : 0;
			return event ?? [];
		});
	}

	async #fetchBytes(entries: readonly StreamEntry[]): Promise<void> {
		const wanted = new Set<string>();
		for (const { fields } of entries) {
			for (const [, hash = ''] of partOf(fields).text.matchAll(named)) {
				if (!this.#kept.has(hash)) {
					wanted.add(hash);
				}
			}
		}
		if (wanted.size === 0) {
			return;
		}
		const found = await this.#ask([...wanted]).catch(() => new Map<string, Uint8Array>());
		for (const [hash, bytes] of found) {
			if (hashOf(bytes) === hash) {
				// A memory of its own: a buffer's pool would cross to other threads whole.
				this.#kept.set(hash, new Uint8Array(bytes));
				dropOldest(this.#kept);
			}
		}
	}
}

const named = /"(?:data|poem)Hash":"([\w-]{24})"/g;

function partOf(fields: StreamEntry['fields']): { readonly field: string; readonly text: string } {
	const [first] = fields;
	return first === undefined ? { field: '', text: '' } : { field: first[0], text: first[1].toString() };
}
