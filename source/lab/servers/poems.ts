import { namesIn, readDirectory } from '../../files/directory.ts';
import { otherEncoding } from '../../files/encoding.ts';
import { whyOf } from '../../files/file-error.ts';
import { readWholeFile } from '../../files/regular-file.ts';

/** A poem that can be served. */
export interface Poem {
	/** Its file's name without `.txt`. */
	readonly name: string;
	/** Its first line, or in which encoding it is where that is not UTF-8. */
	readonly title: string;
	readonly bytes: Buffer;
}

/** The poems could not be read, or there are none; the message says what to do. */
export class PoemsError extends Error {
	readonly code = 'no-poems';
	override readonly name = 'PoemsError';
}

/** The poems of a directory, and the files that could not be poems, each with the reason. */
export interface PoemsRead {
	readonly poems: readonly Poem[];
	readonly skipped: readonly { readonly file: string; readonly why: string }[];
}

/** The longest poem that is read: as much as a proxy passes on by itself. */
export const maxPoemBytes = 256 * 1024 * 1024;

/** Reads every `*.txt` of a directory, in the order of their names. Throws a {@link PoemsError} where none is a poem. */
export async function readPoems(directory: string): Promise<PoemsRead> {
	const entries = await readDirectory(directory).catch((cause: unknown) => {
		const why = whyOf(cause).replace('no such file or directory', 'no such directory');
		throw new PoemsError(`Cannot read the poems in ${directory}: ${why}. Name a directory with --poems.`, { cause });
	});
	const poems = new Map<string, Poem>();
	const skipped: { file: string; why: string }[] = [];
	for (const { name: file, path } of entries.filter(({ name }) => isPoemFile(name))) {
		try {
			const poem = await readPoem(file, path);
			if (poems.has(poem.name)) {
				throw new PoemsError('another file has the same name');
			}
			poems.set(poem.name, poem);
		} catch (error) {
			skipped.push({ file, why: whyOf(error) });
		}
	}
	if (poems.size === 0) {
		const why = skipped.map(({ file, why }) => ` ${file}: ${why}.`).join('');
		throw new PoemsError(`There is no poem in ${directory}: put at least one *.txt that is not empty there.${why}`);
	}
	return { poems: [...poems.values()], skipped };
}

/** The names of a directory's poems, by the names of its files alone; none where it cannot be read. */
export function poemNamesIn(directory: string): readonly string[] {
	return namesIn(directory).filter(isPoemFile).map(poemName);
}

function isPoemFile(file: string): boolean {
	return file.endsWith('.txt') && !file.startsWith('.');
}

function poemName(file: string): string {
	return file.slice(0, -'.txt'.length);
}

async function readPoem(file: string, path: Buffer): Promise<Poem> {
	const bytes = await readWholeFile(path, maxPoemBytes);
	if (bytes.length === 0) {
		throw new PoemsError('it is empty');
	}
	return { name: poemName(file), title: titleOf(bytes), bytes };
}

function titleOf(bytes: Buffer): string {
	const encoding = otherEncoding(bytes);
	if (encoding !== undefined) {
		return `a text in ${encoding}`;
	}
	const endOfLine = bytes.indexOf('\n');
	return bytes.toString('utf8', 0, Math.min(endOfLine < 0 ? bytes.length : endOfLine, 200)).trim();
}
