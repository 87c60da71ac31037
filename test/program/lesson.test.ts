import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../../source/lab/lessons/content/lessons.ts';
import type { Lesson } from '../../source/lab/lessons/engine/lesson.ts';
import { choiceFor, type Guesses } from '../fixtures/lesson-walk.ts';
import { anyPorts, programPath, run } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

let home = '';
const progressFile = () => join(home, 'poetry-lab', 'lessons.json');
const stateBefore = process.env.XDG_STATE_HOME;
beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), 'poetry-lab-state-'));
	process.env.XDG_STATE_HOME = home;
});
afterAll(async () => {
	if (stateBefore === undefined) {
		delete process.env.XDG_STATE_HOME;
	} else {
		process.env.XDG_STATE_HOME = stateBefore;
	}
	await rm(home, { recursive: true, force: true });
});

function openLesson(name: string, size = { columns: 120, rows: 36 }): TerminalProgram {
	return openTerminal(process.execPath, [programPath, 'lesson', name, ...anyPorts], size);
}

/** What the card says that enter does. */
function deedOn(screen: string): string | undefined {
	return /enter {2}(\S[^│]*?) *│/.exec(screen)?.[1];
}

/** The other terminal: connects where the card says, and types what it says. */
async function netcat(screen: string, sockets: Socket[]): Promise<boolean> {
	const [, host, port, line] = /nc (\S+) (\d+) *│[^│]*│\n│ *([^│]*?) *│/.exec(screen) ?? [];
	if (host === undefined || screen.includes('| sleep')) {
		return false;
	}
	const socket = connect({ host, port: Number(port) });
	sockets.push(socket);
	socket.on('error', () => {});
	socket.resume();
	await once(socket, 'connect');
	if (line !== undefined && line !== '') {
		socket.write(`${line}\n`);
	}
	return true;
}

function literally(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Guesses, does what the card asks for, in another terminal where it can be done there, and reads what happened. */
async function walkStep(terminal: TerminalProgram, lesson: Lesson, step: number, guesses: Guesses): Promise<string> {
	const sockets: Socket[] = [];
	await guess(terminal, lesson, step, guesses);
	await letTheLabDo(terminal, await netcat(terminal.screen(), sockets));
	const screen = terminal.screen();
	for (const socket of sockets) {
		socket.destroy();
	}
	return screen;
}

async function guess(terminal: TerminalProgram, lesson: Lesson, step: number, guesses: Guesses): Promise<void> {
	await terminal.shows(
		new RegExp(`${literally(lesson.title)}[\\s\\S]*Guess: [\\s\\S]*step ${step} of ${lesson.steps.length}`),
	);
	terminal.type('abcd'[choiceFor(lesson, step, guesses) ?? 0] ?? 'a');
	await terminal.shows('Do it: ');
}

/** Presses enter whenever it does something more, until it was seen; where it is done already, it only waits first. */
async function letTheLabDo(terminal: TerminalProgram, isDone: boolean): Promise<void> {
	let done = isDone;
	for (let last = ''; !/Seen: /.test(terminal.screen()); ) {
		if (!done) {
			await terminal.shows(new RegExp(`Seen: |enter {2}(?!${last === '' ? '│' : `${literally(last)} *│`})\\S`));
			if (/Seen: /.test(terminal.screen())) {
				break;
			}
			last = deedOn(terminal.screen()) ?? '';
			terminal.type('\r');
		}
		done = false;
		await terminal.shows(new RegExp(`Seen: |wait: the lab is watching|enter {2}(?!${literally(last)} *│)\\S`));
	}
}

/** Two lessons: each step of each one is walked in every way without a terminal, by test/lab/lessons/content. */
const walks = (
	[
		['write-and-close', 'wrong'],
		['blocked-loop', 'right'],
	] as const
).map(([name, guesses]) => ({ name, guesses, lesson: lessons.find(lesson => lesson.name === name) }));

describe('in a terminal', () => {
	test.concurrent.each(walks)(
		'$name is walked through to its end by somebody who guesses $guesses',
		async ({ name, lesson, guesses }) => {
			const terminal = openLesson(name);
			try {
				for (const step of lesson?.steps.keys() ?? []) {
					const screen = lesson === undefined ? '' : await walkStep(terminal, lesson, step + 1, guesses);
					expect(screen).toContain(guesses === 'right' ? '● RIGHT' : '✗ NOT WHAT HAPPENED');
					expect(screen).not.toContain('made to show something else');
					terminal.type('\r');
				}
				await terminal.shows('That was the lesson');
				await terminal.shows(new RegExp(`● Done: \\d+ of ${lessons.length} lessons`));
				// The exchange of the last task, at its ladder, and back.
				terminal.type('i');
				await terminal.shows(/Ladder +Bytes +Why/);
				terminal.type('\u001b');
				await terminal.shows('That was the lesson');
				terminal.type('\u001b');
				await terminal.shows(/4 Client[\s\S]*lesson left/);
				terminal.type('q');
				expect((await terminal.exited).exitCode).toBe(0);
			} finally {
				terminal.pty.kill('SIGKILL');
			}
		},
	);
});

/** The others, a few in a row for each terminal: one that is done meanwhile is not gone on to. */
const rest = lessons.filter(({ name }) => walks.every(walk => walk.name !== name));
const rows = [0, 4, 8].map(from => rest.slice(from, from + 4));

describe('in a terminal, from one to the next', () => {
	test.concurrent.each(rows.map(row => ({ first: row[0]?.name ?? '', row })))(
		'$first, and those after it, judge their first step, and are skipped to their end',
		async ({ first, row }) => {
			const terminal = openLesson(first);
			try {
				for (const lesson of row) {
					await guess(terminal, lesson, 1, 'right');
					await letTheLabDo(terminal, false);
					expect(terminal.screen()).toContain('● RIGHT');
					terminal.type('\r');
					for (let step = 2; step <= lesson.steps.length; step += 1) {
						await terminal.shows(`step ${step} of ${lesson.steps.length}`);
						terminal.type('n');
					}
					await terminal.shows('That was the lesson');
					terminal.type('\r');
				}
				terminal.type('q');
				expect((await terminal.exited).exitCode).toBe(0);
			} finally {
				terminal.pty.kill('SIGKILL');
			}
		},
	);
});

describe('what is kept of the lessons', () => {
	test('all that were walked through are ticked off in the list, until they are reset', async () => {
		const { stdout, code } = await run('lesson');
		expect(code).toBe(0);
		expect(stdout.toString()).toContain(`Lessons, ${walks.length} of ${lessons.length} done`);
		expect(stdout.toString().match(/✓/g)).toHaveLength(walks.length);
		expect((await run('lesson', '--reset')).code).toBe(0);
		expect((await run('lesson')).stdout.toString()).toContain(`Lessons, 0 of ${lessons.length} done`);
	});

	test('is printed for a script, a lesson a line, also where an older program kept only its name', async () => {
		const step = { guess: 'a HIT', held: false, tries: 2, happened: true };
		const kept = { lesson: 'by-hand', doneAt: '2026-11-26T10:00:00.000Z', steps: [step] };
		const done = ['by-hand', 'fall-back', 'from-another-version'];
		await mkdir(join(home, 'poetry-lab'), { recursive: true });
		await writeFile(progressFile(), JSON.stringify({ version: 2, done, lessons: [kept] }));
		const { stdout, code } = await run('lesson', '--json');
		expect(code).toBe(0);
		const printed = stdout
			.toString()
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
		const titles = lessons.map(({ name, title }) => ({ lesson: name, title, done: done.includes(name) }));
		expect(printed).toEqual([
			...titles.map(line => (line.lesson === 'by-hand' ? { ...line, ...kept } : line)),
			{ lesson: 'from-another-version', done: true },
		]);
		expect((await run('lesson', '--reset')).code).toBe(0);
	});

	test('a damaged note of it is told once, and begun anew', async () => {
		await writeFile(progressFile(), 'not what it should be');
		const first = await run('lesson');
		expect(first.code).toBe(0);
		expect(first.stderr).toContain('damaged');
		expect(first.stdout.toString()).toContain(`0 of ${lessons.length} done`);
		expect((await run('lesson')).stderr).toBe('');
		expect(await readFile(`${progressFile()}.damaged`, 'utf8')).toBe('not what it should be');
	});
});

describe('the command line of lessons', () => {
	test('names every lesson where one is asked for that does not exist', async () => {
		const { code, stderr } = await run('lesson', 'no-such-lesson');
		expect(code).toBe(2);
		for (const { name } of lessons) {
			expect(stderr).toContain(name);
		}
	});

	test('lists the lesson about a class where one is named', async () => {
		const { stdout } = await run('lesson', '--class', 'redis://127.0.0.1:9');
		expect(stdout.toString()).toContain('of 15 done');
		expect(stdout.toString()).toContain('one-cache-for-all');
		expect((await run('lesson')).stdout.toString()).not.toContain('one-cache-for-all');
	});

	test.each([
		[['lesson', 'one-cache-for-all'], 'is about a class: say which with --class'],
		[['lesson', 'by-hand', 'fall-back'], 'takes one name'],
		[['lesson', 'by-hand', '--reset'], 'takes no name'],
		[['lesson', 'by-hand', '--json'], 'lesson --json takes no name'],
		[['lesson', '--json', '--reset'], 'not both'],
		[['lesson', 'by-hand'], 'needs a terminal'],
		[['serve', '--reset'], '--reset belongs to poetry-lab lesson'],
	])('refuses %j', async (args, words) => {
		const { code, stderr } = await run(...args);
		expect(code).toBe(2);
		expect(stderr).toContain(words);
	});
});

describe('a person in a lesson, at 80x24', () => {
	test('goes to another panel and back, is asked before it is left, and finds the list', async () => {
		const terminal = openLesson('write-and-close', { columns: 80, rows: 24 });
		try {
			await terminal.shows('Guess: ');
			terminal.type('2');
			await terminal.shows('0 back to the lesson');
			terminal.type('0');
			await terminal.shows('enter guess');
			terminal.type('\u001b');
			await terminal.shows('esc once more leaves the lesson');
			terminal.type('j');
			await terminal.shows('▸b');
			terminal.type('\r');
			await terminal.shows('You say b: ');
			terminal.type('0');
			await terminal.shows(`0 of ${lessons.length} done`);
			terminal.type('jjjj\r');
			await terminal.shows(/When the transform fails.*step 1 of 4/s);
			terminal.type('\u001b');
			await terminal.shows('esc once more leaves the lesson');
			terminal.type('\u001b');
			await terminal.shows('1 Servers');
			expect(terminal.screen()).not.toContain('step 1 of 4');
		} finally {
			terminal.pty.kill('SIGKILL');
		}
	});
});
