import type { LabEvent } from '../../events/events.ts';
import { whyOf } from '../../files/file-error.ts';
import { WallClock } from '../clock/wall-clock.ts';
import { createRecordingFile, type RecordingFile } from './recording-file.ts';
import { recordingLine } from './recording-line.ts';
import { WrittenBytes } from './written-bytes.ts';

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

/** The most text that may wait for the disk, and that is written at once. */
export const recorderBounds = { waitingCharacters: 16 * 1024 * 1024, batchCharacters: 1024 * 1024 } as const;
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
	readonly #written = new WrittenBytes();
	#lines: string[] = [];
	#waitingCharacters = 0;
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
		const line = recordingLine(event, this.#wall.shiftAt(event.time), this.#written);
		this.#waitingCharacters += line.length;
		if (this.#waitingCharacters > recorderBounds.waitingCharacters) {
			this.#fail('the disk is too slow for what happens here');
			return;
		}
		this.#lines.push(line);
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
		this.#lines = [];
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
		while (this.#lines.length > 0) {
			await this.#write(this.#takeBatch());
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
		if (this.#over || this.#waitingCharacters >= recorderBounds.batchCharacters) {
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

	#takeBatch(): Buffer {
		let characters = 0;
		let taken = 0;
		while (taken < this.#lines.length && characters < recorderBounds.batchCharacters) {
			characters += this.#lines[taken]?.length ?? 0;
			taken += 1;
		}
		this.#waitingCharacters -= characters;
		const lines = this.#lines.splice(0, taken);
		return Buffer.from(`${lines.join('\n')}\n`);
	}

	/** Writes whole lines: where only a part could be written, what is left of a line is taken away again. */
	async #write(batch: Buffer): Promise<void> {
		let written = 0;
		try {
			while (written < batch.length) {
				const more = await this.#file.write(batch.subarray(written), this.bytes + written);
				if (more === 0) {
					throw new Error('the file takes nothing more');
				}
				written += more;
			}
		} catch (error) {
			this.#fail(whyOf(error));
		}
		const whole = batch.subarray(0, batch.subarray(0, written).lastIndexOf(newline) + 1);
		this.bytes += whole.length;
		this.events += linesIn(whole);
		if (whole.length < written) {
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
