import { whyOf } from '../../files/file-error.ts';
import { classLessons, lessonsIn } from '../../lab/lessons/content/lessons.ts';
import type { Lesson } from '../../lab/lessons/engine/lesson.ts';
import { type DoneLessons, readProgress, resetProgress } from '../../lab/lessons/engine/lesson-progress.ts';
import { thisProgram } from '../../lab/lessons/engine/this-program.ts';
import { visibleJson } from '../../wire/visible-text.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { classOptions } from '../flags/class-options.ts';
import type { FlagsOf } from '../flags/flags.ts';
import { labOptions } from '../flags/lab-options.ts';
import { oneOf } from '../flags/nearest.ts';
import { screenChoice, whyNoScreen } from '../flags/screen-flags.ts';
import { UsageError } from '../flags/usage-error.ts';
import { printNotice } from '../output/print-notice.ts';
import { writeOut } from '../output/write-out.ts';
import { runLab } from './lab.ts';
import { progressFile } from './progress-file.ts';

/**
 * Lists the lessons, forgets which are done, or opens the lab with the one that is named; gives the exit code. Throws a
 * {@link UsageError} where there is no such lesson, or no terminal to show it on.
 */
export async function runLesson(
	names: readonly string[],
	flags: FlagsOf<'lesson'>,
	workerScript: URL,
): Promise<number> {
	const [name, ...others] = names;
	const alone = flags.reset ? '--reset' : flags.json ? '--json' : undefined;
	if (flags.reset && flags.json) {
		throw new UsageError('lesson takes --reset or --json, not both.');
	}
	if (others.length > 0 || (alone !== undefined && name !== undefined)) {
		throw new UsageError(alone === undefined ? 'lesson takes one name.' : `lesson ${alone} takes no name.`);
	}
	if (flags.reset) {
		return reset(progressFile());
	}
	const offered = lessonsIn({ isClass: classOptions(flags, process.env) !== undefined });
	if (name === undefined) {
		return list(progressFile(), done => (flags.json ? jsonLines(offered, done) : listing(offered, done)));
	}
	if (offered.every(lesson => lesson.name !== name)) {
		if (classLessons.some(lesson => lesson.name === name)) {
			throw new UsageError(`The lesson ${name} is about a class: say which with --class, or POETRY_LAB_CLASS.`);
		}
		const names = offered.map(one => one.name);
		throw new UsageError(`There is no lesson “${name}”${oneOf(name, names)}`);
	}
	const options = labOptions(flags, process.env);
	const choice = screenChoice(flags);
	const whyNot = whyNoScreen(choice);
	if (whyNot !== undefined) {
		throw new UsageError(`lesson needs a terminal to show it on: ${whyNot}.`);
	}
	return runLab({ ...options, lesson: name }, workerScript, choice);
}

async function list(path: string, words: (done: DoneLessons) => string): Promise<number> {
	const { done, problem } = await readProgress(path);
	if (problem !== undefined) {
		printNotice(problem);
	}
	await writeOut('the list of lessons', words(done));
	return exitCodes.done;
}

function listing(lessons: readonly Lesson[], done: DoneLessons): string {
	const width = Math.max(...lessons.map(({ name }) => name.length));
	const rows = lessons.flatMap(({ name, title, summary }) => [
		`  ${done.has(name) ? '✓' : '·'} ${name.padEnd(width)}  ${title}`,
		`    ${' '.repeat(width)}  ${summary}`,
	]);
	const count = lessons.filter(({ name }) => done.has(name)).length;
	const next = lessons.find(({ name }) => !done.has(name)) ?? lessons[0];
	return `Lessons, ${count} of ${lessons.length} done\n\n${rows.join('\n')}\n\nBegin one: ${thisProgram()} lesson ${next?.name}\n`;
}

/** Each lesson as a line of JSON, in their order; then those that are done, and are not in the list. */
function jsonLines(lessons: readonly Lesson[], done: DoneLessons): string {
	const listed = lessons.map(({ name, title }) => ({ lesson: name, title, done: done.has(name), ...done.get(name) }));
	const others = [...done].filter(([lesson]) => lessons.every(({ name }) => name !== lesson));
	return [...listed, ...others.map(([lesson, how]) => ({ lesson, done: true, ...how }))]
		.map(line => `${visibleJson(line)}\n`)
		.join('');
}

async function reset(path: string): Promise<number> {
	try {
		await resetProgress(path);
	} catch (error) {
		printNotice(`which lessons are done can not be forgotten: ${path}: ${whyOf(error)}`);
		return exitCodes.failed;
	}
	await writeOut('what was done', 'poetry-lab: no lesson counts as done any more.\n');
	return exitCodes.done;
}
