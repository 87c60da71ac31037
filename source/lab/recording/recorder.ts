import type { LabEvent } from '../../events/events.ts';
import { whyOf } from '../../files/file-error.ts';
import { WallClock } from '../clock/wall-clock.ts';
import { createRecordingFile, type RecordingFile } from './recording-file.ts';
import { type Batch, WaitingLines } from './waiting-lines.ts';

/** The end of a recording: the lines and bytes in its file, and why it could not go on; no `why` where it was asked to stop. */
export interface RecordingEnd {
	readonly events: number;
	readonly bytes: number;
	readonly why?: string;
}

/** Writes events to a file, one a line, in their order. */
export interface Recorder {
	/** Takes an event; it is in the file some turns later. Ignored once the recording has ended. */
	record(event: LabEvent): void;
	/** Whole lines in the file so far, one an event, and their bytes. */
	readonly events: number;
	readonly bytes: number;
	/** Writes what still waits, and closes the file. */
	stop(): Promise<RecordingEnd>;
	/** Resolves when the file is closed, for whatever reason; never rejects. */
	readonly ended: Promise<RecordingEnd>;
}

/** The most bytes of lines that may wait for the disk. */
const mostWaiting = 16 * 1024 * 1024;
/** The pause after a write, in milliseconds: a write costs more than the lines of many events. */
const pauseMs = 50;

/** Starts a recording in a new file, with the time of day by this wall clock. Throws a `RecordingError` where it can not be created, or is there already. */
export async function createRecorder(
	path: string,
	{
		create = createRecordingFile,
		onProgress = () => {},
		wall = new WallClock(),
	}: { create?: (path: string) => Promise<RecordingFile>; onProgress?: () => void; wall?: WallClock } = {},
): Promise<Recorder> {
	return new FileRecorder(await create(path), onProgress, wall);
}

const newline = 0x0a;

class FileRecorder implements Recorder {
	readonly ended: Promise<RecordingEnd>;
	events = 0;
	bytes = 0;
	readonly #file: RecordingFile;
	readonly #onProgress: () => void;
	readonly #wall: WallClock;
	readonly #lines = new WaitingLines();
	#writing = false;
	#endPause: () => void = () => {};
	#over = false;
	#why: string | undefined;
	#settle: (end: RecordingEnd) => void = () => {};

	constructor(file: RecordingFile, onProgress: () => void, wall: WallClock) {
		this.#file = file;
		this.#onProgress = onProgress;
		this.#wall = wall;
		this.ended = new Promise(resolve => {
			this.#settle = resolve;
		});
	}

	record(event: LabEvent): void {
		if (this.#over) {
			return;
		}
		this.#lines.add(event, this.#wall.shiftAt(event.time));
		if (this.#lines.bytes > mostWaiting) {
			this.#fail('the disk is too slow for what happens here');
			return;
		}
		this.#wake();
	}

	stop(): Promise<RecordingEnd> {
		this.#over = true;
		this.#endPause();
		this.#wake();
		return this.ended;
	}

	#fail(why: string): void {
		this.#over = true;
		this.#why ??= why;
		this.#lines.clear();
		this.#endPause();
		this.#wake();
	}

	/** One write is in flight at a time; it takes all that happened until then, the first one all of this turn of the event loop. */
	#wake(): void {
		if (!this.#writing) {
			this.#writing = true;
			setImmediate(() => this.#writeAll());
		}
	}

	async #writeAll(): Promise<void> {
		for (let batch = this.#lines.take(); batch !== undefined; batch = this.#lines.take()) {
			await this.#write(batch);
			this.#onProgress();
			await this.#pause();
		}
		this.#writing = this.#over;
		if (this.#over) {
			await this.#close();
		}
	}

	/** Ends early where the recording does, or where much waits. */
	async #pause(): Promise<void> {
		if (this.#over || this.#lines.hasBatch) {
			return;
		}
		await new Promise<void>(resolve => {
			const timer = setTimeout(resolve, pauseMs);
			this.#endPause = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	async #write({ bytes, lines }: Batch): Promise<void> {
		let written = 0;
		try {
			while (written < bytes.length) {
				const more = await this.#file.write(bytes.subarray(written), this.bytes + written);
				if (more === 0) {
					throw new Error('the file takes nothing more');
				}
				written += more;
			}
			this.bytes += bytes.length;
			this.events += lines;
		} catch (error) {
			this.#fail(whyOf(error));
			await this.#keepWholeLines(bytes.subarray(0, written));
		}
	}

	/** Of what was written last, takes away what is left of a line that is not whole. */
	async #keepWholeLines(written: Buffer): Promise<void> {
		const whole = written.subarray(0, written.lastIndexOf(newline) + 1);
		this.bytes += whole.length;
		this.events += linesIn(whole);
		if (whole.length < written.length) {
			await this.#file.truncate(this.bytes).catch((error: unknown) => {
				this.#why = `${this.#why}; and its last line is cut off: ${whyOf(error)}`;
			});
		}
	}

	async #close(): Promise<void> {
		try {
			await this.#file.close();
			if (this.events === 0) {
				await this.#file.remove();
			}
		} catch (error) {
			this.#why ??= whyOf(error);
		}
		const { events, bytes } = this;
		this.#settle({ events, bytes, ...(this.#why !== undefined && { why: this.#why }) });
	}
}

function linesIn(bytes: Uint8Array): number {
	let lines = 0;
	for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) {
		lines += 1;
	}
	return lines;
}
