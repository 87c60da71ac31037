import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import { createNewFile } from '../../files/regular-file.ts';
import type { PoemSaved } from '../lab.ts';
import type { FetchState } from '../snapshot/fetch-state.ts';

/** A poem in all its bytes, and the fetch that brought it. */
export interface WholePoem {
	readonly fetch: number;
	readonly pieces: readonly Uint8Array[];
}

/**
 * Writes the newest fetch's poem to a new file; never over an old one. A fetch's state may hold only the poem's first
 * bytes: then `kept` has all of them, or nothing is written. Never rejects.
 */
export async function savePoem(
	fetch: FetchState | undefined,
	kept: WholePoem | undefined,
	path: string,
): Promise<PoemSaved> {
	const why = whyNotWhole(fetch);
	if (fetch === undefined || why !== undefined) {
		return { saved: false, why: why ?? '' };
	}
	if (kept?.fetch === fetch.id) {
		return writeNew(kept.pieces, path);
	}
	return fetch.poem.length === fetch.poemBytes
		? writeNew([fetch.poem], path)
		: { saved: false, why: `only the first ${fetch.poem.length} of its ${fetch.poemBytes} bytes are kept` };
}

function whyNotWhole(fetch: FetchState | undefined): string | undefined {
	switch (fetch?.status) {
		case undefined:
			return 'there is no poem yet';
		case 'waiting':
		case 'running':
			return 'the poem is still on its way';
		case 'failed':
		case 'cancelled':
			return 'the fetch ended without a whole poem';
		default:
			return undefined;
	}
}

async function writeNew(pieces: readonly Uint8Array[], name: string): Promise<PoemSaved> {
	const path = resolve(name.replace(/^~(?=\/|$)/, homedir()));
	let made = false;
	try {
		const file = await createNewFile(path);
		made = true;
		try {
			for (const piece of pieces) {
				await file.writeFile(piece);
			}
		} finally {
			await file.close();
		}
		return { saved: true, path, bytes: pieces.reduce((sum, { length }) => sum + length, 0) };
	} catch (error) {
		// Half a poem would pass for a whole one.
		if (made) {
			await rm(path, { force: true }).catch(() => {});
		}
		return { saved: false, why: whyOf(error, path) };
	}
}

const reasons: { readonly [code: string]: string } = {
	EEXIST: 'exists already, and is not written over',
	EACCES: 'may not be written: permission denied',
	EPERM: 'may not be written: not permitted',
	EROFS: 'may not be written: the file system is read-only',
	ENOENT: 'has no such directory',
	ENOTDIR: 'has a file where a directory should be',
	EISDIR: 'is a directory',
	ENOSPC: 'does not fit: the disk is full',
	ENAMETOOLONG: 'is too long a name',
};

function whyOf(error: unknown, path: string): string {
	if (error instanceof FileError && error.code === 'no-file') {
		return `${path}: ${error.message}`;
	}
	const code = codeOf(error instanceof FileError ? error.cause : error);
	return `${path} ${reasons[code] ?? (error instanceof Error ? error.message : String(error))}`;
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
