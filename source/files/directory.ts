import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { FileError } from './file-error.ts';
import { lookAt, notRead } from './regular-file.ts';

/** One entry of a directory. */
export interface Entry {
	/** Its name as text; a byte that is not UTF-8 is written as `\xe9`. */
	readonly name: string;
	/** Its whole path, byte for byte: only so can a name that is not UTF-8 be opened. */
	readonly path: Buffer;
}

/** The entries of a directory, in the order of their names. Throws a {@link FileError} where it can not be read. */
export async function readDirectory(directory: string): Promise<readonly Entry[]> {
	if (!(await lookAt(directory)).isDirectory()) {
		throw new FileError('no-file', 'it is no directory');
	}
	try {
		return entriesOf(directory, await readdir(directory, { encoding: 'buffer' }));
	} catch (cause) {
		throw await notRead(directory, cause);
	}
}

/** The names in a directory, in order; none where it can not be read. */
export function namesIn(directory: string): readonly string[] {
	try {
		return entriesOf(directory, readdirSync(directory, { encoding: 'buffer' })).map(({ name }) => name);
	} catch {
		return [];
	}
}

function entriesOf(directory: string, names: readonly Buffer[]): readonly Entry[] {
	const before = Buffer.from(directory.endsWith(sep) ? directory : `${directory}${sep}`);
	return names
		.map(name => ({ name: nameText(name), path: Buffer.concat([before, name]) }))
		.sort(({ name: one }, { name: other }) => (one < other ? -1 : Number(one > other)));
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name as text that says which of its bytes are not UTF-8. */
export function nameText(name: Uint8Array): string {
	try {
		return strict.decode(name);
	} catch {
		return lossyText(name);
	}
}

/** The longest runs that are UTF-8, and each other byte in hex. */
function lossyText(name: Uint8Array): string {
	let text = '';
	for (let at = 0; at < name.length; ) {
		const length = [1, 2, 3, 4].find(count => isText(name.subarray(at, at + count)));
		text += length === undefined ? hex(name[at] ?? 0) : strict.decode(name.subarray(at, at + length));
		at += length ?? 1;
	}
	return text;
}

function isText(bytes: Uint8Array): boolean {
	try {
		return strict.decode(bytes).length > 0;
	} catch {
		return false;
	}
}

function hex(byte: number): string {
	return `\\x${byte.toString(16).padStart(2, '0')}`;
}
