import { readdir, readFile } from 'node:fs/promises';
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

/** Reads every `*.txt` of a directory, in the order of their names. Throws a {@link PoemsError}. */
export async function readPoems(directory: string): Promise<readonly Poem[]> {
	const files = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
		const why = cause.code === 'ENOENT' ? 'there is no such directory' : cause.message;
		throw new PoemsError(`Cannot read the poems in ${directory}: ${why}. Name another with --poems.`, { cause });
	});
	const names = files.filter(file => file.endsWith('.txt') && file !== '.txt').sort();
	const poems = await Promise.all(names.map(file => readPoem(directory, file)));
	const whole = poems.filter(({ bytes }) => bytes.length > 0);
	if (whole.length === 0) {
		throw new PoemsError(`There is no poem in ${directory}: put at least one *.txt that is not empty there.`);
	}
	return whole;
}

async function readPoem(directory: string, file: string): Promise<Poem> {
	const bytes = await readFile(join(directory, file)).catch((cause: NodeJS.ErrnoException) => {
		throw new PoemsError(`Cannot read the poem ${file}: ${cause.message}.`, { cause });
	});
	const endOfLine = bytes.indexOf('\n');
	const title = bytes.toString('utf8', 0, Math.min(endOfLine < 0 ? bytes.length : endOfLine, 200)).trim();
	return { name: file.slice(0, -'.txt'.length), title, bytes };
}
