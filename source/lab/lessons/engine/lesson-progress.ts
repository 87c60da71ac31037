import { rename } from 'node:fs/promises';
import { list, optional, record, text } from '../../../events/fields.ts';
import { readAs } from '../../../events/read-event.ts';
import { type StepResult, stepResult } from '../../../events/subjects/lessons.ts';
import { FileError, whyOf } from '../../../files/file-error.ts';
import { readWholeFile } from '../../../files/regular-file.ts';
import { removeFile, replaceFile } from '../../../files/replace-file.ts';

/** A lesson that is done. An older program has kept neither when, nor the steps. */
export interface DoneLesson {
	/** When it was done last, in ISO 8601. */
	readonly doneAt?: string;
	readonly steps?: readonly StepResult[];
}

/** The lessons that are done, by their names. */
export type DoneLessons = ReadonlyMap<string, DoneLesson>;

/** The lessons that are done, kept from one run of the program to the next. */
export interface LessonProgress {
	readonly done: DoneLessons;
	/** A sentence about the file where it could not be read or written; undefined where all went well. */
	readonly problem: string | undefined;
	/** Adds a lesson to those that are done, in the place of what was known of it, and writes the file. Never rejects. */
	add(lesson: string, how: DoneLesson): Promise<void>;
}

/**
 * The progress in this file; in memory only where no file is named. A damaged file is renamed and begun anew; `problem`
 * tells of it, and of a file that cannot be read or written. Never rejects.
 */
export async function openProgress(path: string | undefined): Promise<LessonProgress> {
	const first = path === undefined ? { done: nothing } : await readProgress(path);
	const done = new Map(first.done);
	let problem = first.problem;
	return {
		done,
		get problem() {
			return problem;
		},
		async add(lesson, how) {
			done.set(lesson, how);
			if (path !== undefined) {
				problem = await keep(path, done);
			}
		},
	};
}

const nothing: DoneLessons = new Map();

/** Far more than all lessons need. */
const maxBytes = 1024 * 1024;

/** The lessons that are done, and what was wrong with the file, if anything was. Never rejects. */
export async function readProgress(path: string): Promise<{ done: DoneLessons; problem?: string }> {
	let written: string;
	try {
		written = (await readWholeFile(path, maxBytes)).toString();
	} catch (error) {
		return error instanceof FileError && error.code === 'missing'
			? { done: nothing }
			: { done: nothing, problem: `Which lessons are done can not be read from ${path}: ${whyOf(error)}.` };
	}
	const done = parseProgress(written);
	if (done !== undefined) {
		return { done };
	}
	const aside = `${path}.damaged`;
	const kept = await rename(path, aside).then(
		() => `it is now ${aside}`,
		() => 'and it could not be put aside',
	);
	return { done: nothing, problem: `The note of which lessons are done was damaged, and is begun anew: ${kept}.` };
}

/** Forgets which lessons are done. Rejects where the file can not be removed. */
export async function resetProgress(path: string): Promise<void> {
	await removeFile(path);
}

/** Writes the file. Gives a sentence about what went wrong, undefined where nothing did. */
async function keep(path: string, done: DoneLessons): Promise<string | undefined> {
	try {
		// Another lab may have kept something meanwhile.
		const { done: kept } = await readProgress(path);
		const names = [...new Set([...kept.keys(), ...done.keys()])].sort();
		const lessons = names.map(lesson => ({ lesson, ...newer(kept.get(lesson), done.get(lesson)) }));
		await replaceFile(path, `${JSON.stringify({ version: 2, done: names, lessons }, undefined, '\t')}\n`);
		return undefined;
	} catch (error) {
		return `Which lessons are done can not be kept in ${path}: ${whyOf(error)}.`;
	}
}

function newer(one: DoneLesson = {}, other: DoneLesson = {}): DoneLesson {
	return (one.doneAt ?? '') > (other.doneAt ?? '') ? one : other;
}

/** `done` names them all, also for a program of before; `lessons` has what more is known of them. */
const file = record({
	done: list(text),
	lessons: optional(list(record({ lesson: text, doneAt: optional(text), steps: optional(list(stepResult)) }))),
});

function parseProgress(written: string): DoneLessons | undefined {
	try {
		const found = readAs(file, JSON.parse(written.replace(/^\ufeff/, '')));
		const known = new Map(found?.lessons?.map(({ lesson, ...how }) => [lesson, how]));
		return found && new Map(found.done.map(name => [name, known.get(name) ?? {}]));
	} catch {
		return undefined;
	}
}
