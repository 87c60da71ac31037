import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError } from './file-error.ts';
import { createNewFile, lookForFile } from './regular-file.ts';

/**
 * Writes a text to a file, new or in place of the old one, and makes its directory where needed. It is written beside the
 * old file and then renamed, so that nobody finds half of it. Throws a {@link FileError} where the name is a directory or the like.
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
