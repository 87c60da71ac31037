// Makes the readme's pictures from the real program: npm run pictures. They come out the same each time, but for what
// was measured. The default ports must be free, since the pictures show them.
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal, type TerminalProgram } from '../test/fixtures/terminal.ts';
import { cellsOf } from './cells.ts';
import { picture } from './picture.ts';

const enter = '\r';
/** The caching proxy of the poem that is sent slowly. */
const slowProxy = 12_004;
/** Where the readers come from who are not the lab's own. */
const readerPorts = [47_001, 47_002, 47_003, 47_004];

/** A poem through a proxy, twice; then with an empty cache and two transforms, one of which fails. */
async function labAndLadder(lab: TerminalProgram): Promise<void> {
	await lab.shows(':10000');
	await lab.shows('Enter fetches');
	lab.type(enter);
	await lab.shows(/MISS \d/);
	lab.type(enter);
	await lab.shows(/HIT \d/);
	lab.type('xt ');
	await lab.shows(/1 +cummingsify/);
	lab.type('Gk ');
	await lab.shows(/2 +gibberish/);
	lab.type(`${enter}${enter}`);
	await lab.shows(/FELL BACK gibberish/);
	const readers: Socket[] = [];
	for (const localPort of readerPorts) {
		const reader = connect({ port: slowProxy, host: '127.0.0.1', localPort });
		readers.push(reader.resume());
		await once(reader, 'connect');
		// The poet comes second in Traffic, and not somewhere among those who wait.
		await lab.shows('SENDING');
	}
	await lab.shows('150/673 B');
	await take(lab, 'lab', 'The lab. A poem came through a caching proxy and two transforms, one of which failed.');
	lab.type('i');
	await lab.shows('fetchTransformedPoem');
	await take(lab, 'ladder', 'The ladder of that fetch: who said what to whom, and the promises beside it.');
	for (const reader of readers) {
		reader.destroy();
	}
}

/** A lesson, when its first guess has held. */
async function lesson(lab: TerminalProgram): Promise<void> {
	await lab.shows('Guess:');
	lab.type('a');
	await lab.shows('You say a: ');
	lab.type(enter);
	await lab.shows('Seen: ');
	await take(lab, 'lesson', 'A lesson, after it happened: what was guessed, what was seen, and why.');
}

/** Draws what the terminal shows now. */
async function take({ emulator }: TerminalProgram, name: string, words: string): Promise<void> {
	const file = join('media', `${name}.svg`);
	await writeFile(file, picture(cellsOf(emulator), 'poetry-lab', words));
	process.stdout.write(`${file}\n`);
}

async function session(
	flags: readonly string[],
	size: { readonly columns: number; readonly rows: number },
	steps: (lab: TerminalProgram) => Promise<void>,
): Promise<void> {
	const lab = openTerminal(process.execPath, ['dist/cli.js', ...flags], size);
	try {
		await steps(lab);
	} finally {
		lab.pty.kill('SIGTERM');
		await lab.exited;
	}
}

// The pictures must not hang on who makes them: on their terminal, their language, or the lessons that they have done.
const state = await mkdtemp(join(tmpdir(), 'poetry-lab-pictures-'));
Object.assign(process.env, { XDG_STATE_HOME: state, LC_ALL: 'C.UTF-8', COLORFGBG: '', INK_SCREEN_READER: '' });
try {
	await session([], { columns: 120, rows: 36 }, labAndLadder);
	await session(['lesson', 'thundering-herd'], { columns: 108, rows: 24 }, lesson);
} finally {
	await rm(state, { recursive: true, force: true });
}
