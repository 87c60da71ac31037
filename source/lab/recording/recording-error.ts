/** A file can not be recorded to, or not be replayed; the message says which file, and what to do. */
export class RecordingError extends Error {
	override readonly name = 'RecordingError';
	/** `not-written`: nothing can be recorded there. `not-read`: there is nothing to replay, or not any more. */
	readonly code: 'not-written' | 'not-read';

	constructor(code: 'not-written' | 'not-read', message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** What the system says of a file, in words. */
export function whyOf(error: unknown): string {
	const { code = '', message } = error as NodeJS.ErrnoException;
	return words.get(code) ?? message;
}

const words = new Map([
	['ENOENT', 'there is no such file or directory'],
	['ENOTDIR', 'a part of the path is no directory'],
	['EISDIR', 'it is a directory'],
	['EACCES', 'that is not allowed'],
	['EPERM', 'that is not allowed'],
	['EROFS', 'the file system is read-only'],
	['ENOSPC', 'the disk is full'],
	['EDQUOT', 'the disk quota is used up'],
	['EFBIG', 'the file may not grow larger'],
	['EIO', 'the disk failed'],
	['ENAMETOOLONG', 'the name is too long'],
]);
