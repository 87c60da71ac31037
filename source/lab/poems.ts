import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A poem that can be served. */
export interface Poem {
	/** Its file's name without `.txt`. */
	readonly name: string;
	/** Its first line. */
	readonly title: string;
	readonly bytes: Buffer;
}

/** The poems could not be read, or there are none; the message says what to do. */
export class PoemsError extends Error {
	readonly code = 'no-poems';
	override readonly name = 'PoemsError';
}

/** What a directory holds: its poems, and the files that are none, each with the reason. */
export interface PoemsRead {
	readonly poems: readonly Poem[];
	readonly skipped: readonly { readonly file: string; readonly why: string }[];
}

/** Reads every `*.txt` of a directory, in the order of their names. Throws a {@link PoemsError} where none is a poem. */
export async function readPoems(directory: string): Promise<PoemsRead> {
	const files = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
		const why = cause.code === 'ENOENT' ? 'there is no such directory' : cause.message;
		throw new PoemsError(`Cannot read the poems in ${directory}: ${why}. Name another with --poems.`, { cause });
	});
	const names = files.filter(file => file.endsWith('.txt') && !file.startsWith('.')).sort();
	const poems: Poem[] = [];
	const skipped: { file: string; why: string }[] = [];
	for (const file of names) {
		try {
			poems.push(await readPoem(directory, file));
		} catch (error) {
			skipped.push({ file, why: error instanceof Error ? error.message : String(error) });
		}
	}
	if (poems.length === 0) {
		const why = skipped.map(({ file, why }) => ` ${file}: ${why}.`).join('');
		throw new PoemsError(`There is no poem in ${directory}: put at least one *.txt that is not empty there.${why}`);
	}
	return { poems, skipped };
}

/** Reads one poem. Only a file is read: a pipe would keep the lab waiting for ever. */
async function readPoem(directory: string, file: string): Promise<Poem> {
	const path = join(directory, file);
	if (!(await stat(path)).isFile()) {
		throw new PoemsError('it is no file');
	}
	const bytes = await readFile(path);
	if (bytes.length === 0) {
		throw new PoemsError('it is empty');
	}
	const endOfLine = bytes.indexOf('\n');
	const title = bytes.toString('utf8', 0, Math.min(endOfLine < 0 ? bytes.length : endOfLine, 200)).trim();
	return { name: file.slice(0, -'.txt'.length), title, bytes };
}
