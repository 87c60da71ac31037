import type { Writable } from 'node:stream';

/** Lines on their way to a reader that may be slow. */
export interface LineWriter<T> {
	/** Takes an item, and writes its line together with those of the items that come within {@link gatherMs}. */
	write(item: T): void;
	/** Writes all items so far; resolves when the stream has taken them, or can not be written to. */
	flush(): Promise<void>;
	/** Writes all items so far, and then nothing for so many milliseconds. */
	pause(ms: number): void;
}

/** The functions that make lines, without their newline. */
export interface Words<T> {
	/** The line of an item. */
	readonly line: (item: T) => string;
	/** The line that stands for so many others. */
	readonly leftOut: (count: number) => string;
}

/** The most text that may wait for the reader, in characters; beyond it, lines are left out until all of it is read. */
export const maxWaiting = 4 * 1024 * 1024;

/** The time for which lines are gathered, in milliseconds: to write them one by one costs several times as much. */
export const gatherMs = 10;

/**
 * Writes lines, and keeps memory bounded however slow the reader is: what is left out is counted, and told in a line of
 * its own, in its place. `onError` is called once, when the stream takes nothing more.
 */
export function createLineWriter<T>(
	stream: Writable,
	{ line, leftOut }: Words<T>,
	onError: (error: NodeJS.ErrnoException) => void,
): LineWriter<T> {
	let taken: T[] = [];
	let leftOutCount = 0;
	let open = true;
	let timer: NodeJS.Timeout | undefined;

	/** The lines of what was taken, as far as there is room for them. */
	const textOfTaken = (): string => {
		const items = taken;
		taken = [];
		let text = '';
		for (const item of items) {
			if (leftOutCount > 0 || stream.writableLength + text.length > maxWaiting) {
				leftOutCount += 1;
			} else {
				text += `${line(item)}\n`;
			}
		}
		return text;
	};
	const send = (whenOut?: () => void): void => {
		clearTimeout(timer);
		timer = undefined;
		const text = textOfTaken();
		if (open && (text !== '' || whenOut !== undefined)) {
			stream.write(text, () => whenOut?.());
		} else {
			whenOut?.();
		}
	};
	stream.on('drain', () => {
		if (leftOutCount > 0) {
			// The items that have come meanwhile are left out as well.
			leftOutCount += taken.length;
			taken = [];
			stream.write(`${leftOut(leftOutCount)}\n`);
			leftOutCount = 0;
		}
	});
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (open) {
			open = false;
			onError(error);
		}
	});
	return {
		write(item) {
			timer ??= setTimeout(send, gatherMs);
			taken.push(item);
		},
		flush: () => new Promise(send),
		pause(ms) {
			send();
			timer = setTimeout(send, ms);
		},
	};
}
