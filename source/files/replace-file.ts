import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError } from './file-error.ts';
import { createNewFile, lookForFile } from './regular-file.ts';

/**
 * Puts a text in the place of a file, or where none is yet, in a directory that is made for it. It is written beside it
 * first, so that nobody ever finds half of it. Throws a {@link FileError} where something else than a file is there.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
	const draft = `${path}.${process.pid}.new`;
	await mkdir(dirname(path), { recursive: true });
	await lookForNoOther(path);
	await rm(draft, { force: true });
	try {
		const file = await createNewFile(draft);
		await file.writeFile(text).finally(() => file.close());
		await rename(draft, path);
	} catch (error) {
		await rm(draft, { force: true }).catch(() => {});
		throw error;
	}
}

/** Removes a file, if there is one. Throws a {@link FileError} where something else than a file is there. */
export async function removeFile(path: string): Promise<void> {
	await lookForNoOther(path);
	await rm(path, { force: true });
}

async function lookForNoOther(path: string): Promise<void> {
	await lookForFile(path).catch((error: unknown) => {
		if (!(error instanceof FileError) || error.code !== 'missing') {
			throw error;
		}
	});
}
