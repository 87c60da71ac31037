/** Why a name is not opened: nothing is there, it is no regular file, it is too large, or the system does not allow it. */
export type FileErrorCode = 'missing' | 'no-file' | 'too-large' | 'exists' | 'failed';

/** A file that can not be opened by its name; the message goes on after "because": "it is a directory, no file". */
export class FileError extends Error {
	override readonly name = 'FileError';
	readonly code: FileErrorCode;

	constructor(code: FileErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** Why something could not be done with a file, in words for a person: the system's own only where there are no better. */
export function whyOf(error: unknown): string {
	const {
		code = '',
		syscall,
		message,
	}: Partial<NodeJS.ErrnoException> & { readonly message: string } = error instanceof Error
		? error
		: { message: String(error) };
	// Some files of the system, such as /proc/self/mem, look like any other until they are read.
	if (syscall === 'read' && (code === 'EIO' || !words.has(code))) {
		return `its bytes can not be read (${code}): it is no file on a disk, or the disk is damaged; try a copy of it`;
	}
	return words.get(code) ?? message;
}

const words = new Map([
	['ENOENT', 'there is no such file or directory'],
	['ENOTDIR', 'a part of the path is no directory'],
	['EISDIR', 'it is a directory, no file'],
	['ELOOP', 'its links lead in a circle'],
	['ENXIO', 'it is no file that can be opened'],
	['EACCES', 'that is not allowed'],
	['EPERM', 'that is not allowed'],
	['EROFS', 'the file system is read-only'],
	['ENOSPC', 'the disk is full'],
	['EDQUOT', 'the disk quota is used up'],
	['EFBIG', 'the file may not grow larger'],
	['EIO', 'the disk failed'],
	['EAGAIN', 'nothing can be read from it at the moment'],
	['EMFILE', 'too many files are open'],
	['ENFILE', 'too many files are open'],
	['ENAMETOOLONG', 'the name is too long'],
	['ERR_INVALID_ARG_VALUE', 'the name has a character that no file name can have'],
]);
