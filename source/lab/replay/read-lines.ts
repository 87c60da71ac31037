import type { FileHandle } from 'node:fs/promises';

/** One line of a file, and where it is. */
export interface Line {
	/** Absent where the line is longer than any event's. */
	readonly text: string | undefined;
	readonly start: number;
	/** Behind its newline, or the end of the file. */
	readonly end: number;
}

const defaultBlockBytes = 1024 * 1024;
const newline = 0x0a;

/** The longest line that is read; a recording's own are far shorter. */
export const maxLineBytes = 4 * 1024 * 1024;

/** Every line of a file from its beginning, a block of so many bytes at a time; the last one may lack its newline. */
export async function* readLines(file: FileHandle, blockBytes = defaultBlockBytes): AsyncGenerator<readonly Line[]> {
	let rest: Buffer = Buffer.alloc(0);
	let start = 0;
	let tooLong = false;
	let offset = 0;
	for (;;) {
		// A block of its own for each, since lines may still point into the one before.
		const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(blockBytes), 0, blockBytes, offset);
		if (bytesRead === 0) {
			break;
		}
		const base = offset;
		const block = buffer.subarray(0, bytesRead);
		offset += bytesRead;
		const lines: Line[] = [];
		let at = 0;
		for (let to = block.indexOf(newline); to !== -1; to = block.indexOf(newline, at)) {
			const text = tooLong ? undefined : textOf(rest, block.subarray(at, to));
			lines.push({ text, start, end: base + to + 1 });
			at = to + 1;
			start = base + at;
			rest = Buffer.alloc(0);
			tooLong = false;
		}
		tooLong ||= rest.length + bytesRead - at > maxLineBytes;
		rest = tooLong ? Buffer.alloc(0) : Buffer.concat([rest, block.subarray(at)]);
		yield lines;
	}
	if (tooLong || rest.length > 0) {
		yield [{ text: tooLong ? undefined : rest.toString(), start, end: offset }];
	}
}

function textOf(rest: Buffer, line: Buffer): string {
	return rest.length === 0 ? line.toString() : Buffer.concat([rest, line]).toString();
}
