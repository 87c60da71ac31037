import type { LabEvent } from '../../events/events.ts';
import { JsonWriter } from '../../wire/json-writer.ts';
import { addJsonLine } from '../json-line.ts';
import { recordingForm } from './recording-line.ts';
import { WrittenBytes } from './written-bytes.ts';

/** Whole lines, each with its newline. */
export interface Batch {
	readonly bytes: Buffer;
	readonly lines: number;
}

/** A batch is complete when it has so many bytes. */
const batchBytes = 1024 * 1024;

/** The lines of a recording that are not written yet, in batches. */
export class WaitingLines {
	/** The number of bytes of all of them. */
	bytes = 0;
	readonly #form = recordingForm(new WrittenBytes());
	/** The newest batch, which is not complete yet. */
	readonly #newest = new JsonWriter();
	#newestLines = 0;
	#complete: Batch[] = [];

	/** True where there is a batch that is complete. */
	get hasBatch(): boolean {
		return this.#complete.length > 0;
	}

	/** Adds the line of an event, with the shift of the wall clock in milliseconds. */
	add(event: LabEvent, shiftMs: number): void {
		const before = this.#newest.length;
		addJsonLine(this.#newest, event, this.#form, shiftMs);
		this.#newest.ascii('\n');
		this.#newestLines += 1;
		this.bytes += this.#newest.length - before;
		if (this.#newest.length >= batchBytes) {
			this.#endBatch();
		}
	}

	/** Takes the oldest batch away, complete or not; undefined where no line waits. */
	take(): Batch | undefined {
		if (!this.hasBatch && this.#newestLines > 0) {
			this.#endBatch();
		}
		const batch = this.#complete.shift();
		this.bytes -= batch?.bytes.length ?? 0;
		return batch;
	}

	/** Forgets all of them. */
	clear(): void {
		this.#newest.take();
		this.#newestLines = 0;
		this.#complete = [];
		this.bytes = 0;
	}

	#endBatch(): void {
		this.#complete.push({ bytes: this.#newest.take(), lines: this.#newestLines });
		this.#newestLines = 0;
	}
}
