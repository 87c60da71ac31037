import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Which lessons are done, as it is kept from one run to the next. */
export interface LessonProgress {
	readonly done: ReadonlySet<string>;
	/** What could not be read or kept, in words for a person. */
	readonly problem: string | undefined;
	/** Notes that a lesson is done, and keeps it; never rejects. */
	add(lesson: string): Promise<void>;
}

/**
 * The progress that is kept in a file, or, where none is named, only in memory. What is damaged is told, put aside and
 * begun anew; what can not be read or written is told. Never rejects.
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

/** The names of the lessons that are done, and what was wrong with the file, if anything was. Never rejects. */
export async function readProgress(path: string): Promise<{ done: readonly string[]; problem?: string }> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		return codeOf(error) === 'ENOENT'
			? { done: [] }
			: { done: [], problem: `Which lessons are done can not be read from ${path}: ${wordsOf(error)}.` };
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
	await rm(path, { force: true });
}

/** Written beside it first, so that nobody ever finds half of it. Gives what went wrong, if anything did. */
async function keep(path: string, done: ReadonlySet<string>): Promise<string | undefined> {
	const draft = `${path}.${process.pid}.new`;
	try {
		await mkdir(dirname(path), { recursive: true });
		// Another lab may have kept something meanwhile.
		const { done: kept } = await readProgress(path);
		const all = [...new Set([...kept, ...done])].sort();
		await writeFile(draft, `${JSON.stringify({ version: 1, done: all }, undefined, '\t')}\n`);
		await rename(draft, path);
		return undefined;
	} catch (error) {
		await rm(draft, { force: true }).catch(() => {});
		return `Which lessons are done can not be kept in ${path}: ${wordsOf(error)}.`;
	}
}

function parseProgress(text: string): readonly string[] | undefined {
	try {
		const found: unknown = JSON.parse(text);
		if (typeof found !== 'object' || found === null || !('done' in found) || !Array.isArray(found.done)) {
			return undefined;
		}
		const names: readonly unknown[] = found.done;
		return names.every(name => typeof name === 'string') ? names : undefined;
	} catch {
		return undefined;
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const reasons: { readonly [code: string]: string } = {
	EACCES: 'permission denied',
	EPERM: 'not permitted',
	EROFS: 'the file system is read-only',
	ENOTDIR: 'there is a file where a directory should be',
	EISDIR: 'it is a directory',
	EEXIST: 'there is a file where a directory should be',
	ENOSPC: 'the disk is full',
};

function wordsOf(error: unknown): string {
	return reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}
