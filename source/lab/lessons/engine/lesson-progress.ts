import { rename } from 'node:fs/promises';
import { FileError, whyOf } from '../../../files/file-error.ts';
import { readWholeFile } from '../../../files/regular-file.ts';
import { removeFile, replaceFile } from '../../../files/replace-file.ts';

/** The lessons that are done, kept from one run of the program to the next. */
export interface LessonProgress {
	readonly done: ReadonlySet<string>;
	/** A sentence about the file where it could not be read or written; undefined where all went well. */
	readonly problem: string | undefined;
	/** Adds a lesson to those that are done, and writes the file. Never rejects. */
	add(lesson: string): Promise<void>;
}

/**
 * The progress in this file; in memory only where no file is named. A damaged file is renamed and begun anew; `problem`
 * tells of it, and of a file that cannot be read or written. Never rejects.
 */
export async function openProgress(path: string | undefined): Promise<LessonProgress> {
	const first = path === undefined ? { done: [] } : await readProgress(path);
	const done = new Set(first.done);
	let problem = first.problem;
	return {
		done,
		get problem() {
			return problem;
		},
		async add(lesson) {
			done.add(lesson);
			if (path !== undefined) {
				problem = await keep(path, done);
			}
		},
	};
}

/** Far more than all lessons need. */
const maxBytes = 1024 * 1024;

/** The names of the lessons that are done, and what was wrong with the file, if anything was. Never rejects. */
export async function readProgress(path: string): Promise<{ done: readonly string[]; problem?: string }> {
	let text: string;
	try {
		text = (await readWholeFile(path, maxBytes)).toString();
	} catch (error) {
		return error instanceof FileError && error.code === 'missing'
			? { done: [] }
			: { done: [], problem: `Which lessons are done can not be read from ${path}: ${whyOf(error)}.` };
	}
	const done = parseProgress(text);
	if (done !== undefined) {
		return { done };
	}
	const aside = `${path}.damaged`;
	const kept = await rename(path, aside).then(
		() => `it is now ${aside}`,
		() => 'and it could not be put aside',
	);
	return { done: [], problem: `The note of which lessons are done was damaged, and is begun anew: ${kept}.` };
}

/** Forgets which lessons are done. Rejects where the file can not be removed. */
export async function resetProgress(path: string): Promise<void> {
	await removeFile(path);
}

/** Writes the file. Gives a sentence about what went wrong, undefined where nothing did. */
async function keep(path: string, done: ReadonlySet<string>): Promise<string | undefined> {
	try {
		// Another lab may have kept something meanwhile.
		const { done: kept } = await readProgress(path);
		const all = [...new Set([...kept, ...done])].sort();
		await replaceFile(path, `${JSON.stringify({ version: 1, done: all }, undefined, '\t')}\n`);
		return undefined;
	} catch (error) {
		return `Which lessons are done can not be kept in ${path}: ${whyOf(error)}.`;
	}
}

function parseProgress(text: string): readonly string[] | undefined {
	try {
		const found: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
		if (typeof found !== 'object' || found === null || !('done' in found) || !Array.isArray(found.done)) {
			return undefined;
		}
		const names: readonly unknown[] = found.done;
		return names.every(name => typeof name === 'string') ? names : undefined;
	} catch {
		return undefined;
	}
}
