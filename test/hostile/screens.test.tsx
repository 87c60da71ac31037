import chalk from 'chalk';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { noticeWords } from '../../source/ui/chrome/notice-words.ts';
import { startScreen } from '../../source/ui/start-screen.tsx';
import { initialState } from '../../source/ui/state.ts';
import { graphemesOf } from '../../source/ui/text/graphemes.ts';
import { textWidth } from '../../source/ui/text/width.ts';
import { createFakeLab, sampleSnapshot, sampleTime } from '../fixtures/fake-lab.ts';
import { FakeStdin, FakeStdout } from '../fixtures/fake-streams.ts';
import { openScreen, type TestScreen } from '../fixtures/terminal.tsx';
import { isSure, oddTerminal, unseen, widths } from './drawn.ts';
import { hostileBatch, hostileSnapshot, hostileStory, textSource } from './hostile-snapshot.ts';
import { hostileBytes, hostileText } from './hostile-text.ts';
import { walk } from './walk.ts';

const open: TestScreen[] = [];
afterEach(() => {
	chalk.level = 0;
	for (const screen of open.splice(0)) {
		screen.close();
	}
});

const poem = Buffer.concat([
	...Object.values(hostileText).map(text => Buffer.from(`${text.slice(0, 300)}\n`)),
	...Object.values(hostileBytes),
]);

/** A few turns of the event loop: what a key does is drawn by then; what is not is looked at after the next one. */
async function turns(): Promise<void> {
	for (let turn = 0; turn < 4; turn += 1) {
		await new Promise(resolve => setImmediate(resolve));
	}
}

/** The borders alone, each in its column. */
function borders(frame: string): string {
	return frame
		.split('\n')
		.map(row =>
			graphemesOf(row)
				.map(glyph => ('╭╮╰╯│'.includes(glyph) ? glyph : ' '.repeat(textWidth(glyph))))
				.join('')
				.trimEnd(),
		)
		.join('\n');
}

function hostileLab(texts: readonly string[], from: number) {
	const text = textSource(texts, from);
	return Object.assign(createFakeLab(hostileSnapshot(text, poem)), {
		batchDetail: (batch: number) => Promise.resolve(hostileBatch(text, batch)),
		detail: (connection: number) => Promise.resolve(hostileStory(text, connection, poem.subarray(0, 4_000))),
	});
}

/** Whether a place may look like the one before: servers of the same name, a search that a small screen has no row for. */
function mayLookTheSame(place: string): boolean {
	return ['its second server', 'its third server', 'no search', 'the ladder of a batch, from its start'].includes(
		place,
	);
}

/** Goes through all places over a lab with these texts, and looks at each. */
async function goRound(
	texts: readonly string[],
	from: number,
	[columns, rows]: readonly [number, number],
	look: (place: string, frame: string) => Promise<void> | void,
): Promise<void> {
	// React complains there, of servers with the same name for one.
	const complaint = vi.spyOn(console, 'error').mockReturnValue();
	const screen = openScreen(hostileLab(texts, from), columns, rows);
	open.push(screen);
	let before: string | undefined;
	for (const [place, key] of walk) {
		screen.type(key);
		await turns();
		if (before !== undefined && !mayLookTheSame(place)) {
			expect(screen.frame(), `${place} is another place than the one before`).not.toBe(before);
		}
		before = screen.frame();
		await look(place, before);
	}
	screen.close();
	expect(complaint.mock.calls).toEqual([]);
	complaint.mockRestore();
}

const texts = Object.values(hostileText);
/** Each text comes to stand in another place each time. */
const rounds = [0, 29];
const sizes = [
	[80, 24, rounds],
	[120, 36, rounds.slice(0, 1)],
	[60, 16, rounds.slice(1)],
] as const;
const patienceMs = 240_000;

describe.each(sizes)('every panel, list, question and view at %d columns and %d rows', (columns, rows, from) => {
	// Out of the batch, a message names the fetch that was cancelled: a long name gets rows of its own above the keys.
	const isFramed = (place: string): boolean =>
		!/ladder|bytes|why|times|exchange|help|latenc|out of the batch/.test(place);
	const plain = new Map<string, string>();
	// Borders in a text are no character of these kinds, so nothing but the borders would be hidden by them.
	const tame = texts.filter(text => !/[│╭╮╰╯]/.test(text));

	beforeAll(
		() => goRound(['abc'], 0, [columns, rows], (place, frame) => void plain.set(place, borders(frame))),
		patienceMs,
	);

	test.each(from)(
		'shows no control, format or invisible character of strangers’ text, and its borders as over plain names, from text %d on',
		start =>
			goRound(tame, start, [columns, rows], (place, frame) => {
				const wrong = frame.split('\n').filter(row => unseen.test(row));
				expect(wrong, place).toEqual([]);
				if (isFramed(place)) {
					expect(borders(frame), place).toBe(plain.get(place));
				}
			}),
		patienceMs,
	);
});

test('a notice shows no such character either, and no row of it is wider than the terminal', () => {
	for (const text of texts) {
		for (const columns of [60, 80, 120]) {
			const rows = noticeWords(initialState, sampleSnapshot({ notices: [text, text] }), columns);
			expect(rows.filter(row => unseen.test(row) || textWidth(row) > columns - 2)).toEqual([]);
			expect(rows.length).toBeLessThanOrEqual(3);
		}
	}
});

test(
	'every terminal shows each row of one width everywhere as it is meant, and nothing but rows was touched',
	async () => {
		const [columns, rows] = [100, 30] as const;
		const stdout = new FakeStdout(columns, rows);
		const stdin = new FakeStdin();
		const terminals = Object.entries(widths).map(([name, wcwidth]) => ({
			name,
			...oddTerminal(wcwidth, columns, rows),
		}));
		const screen = startScreen(hostileLab(texts, 7), {
			stdout: stdout as unknown as NodeJS.WriteStream,
			stdin: stdin as unknown as NodeJS.ReadStream,
			now: () => sampleTime + 60_000,
		});
		// The words are compared; their looks only have to leave them where they are.
		chalk.level = 0;
		const meant = openScreen(hostileLab(texts, 7), columns, rows);
		open.push(meant);
		const show = async (): Promise<void> => {
			await turns();
			const written = stdout.writes.splice(0).join('');
			await Promise.all(terminals.map(({ write }) => write(written)));
		};
		await show();
		for (const { touched } of terminals) {
			// The screen comes in below whatever the shell has left; from then on nothing moves.
			touched.splice(0);
		}
		for (const [place, key] of walk) {
			stdin.type(key);
			meant.type(key);
			await show();
			// How much is written is different for every terminal.
			const isTold = (row: string): boolean => isSure(row) && !row.includes('this screen writes');
			const frame = meant.frame().split('\n');
			for (const { name, rows: shown, touched } of terminals) {
				const lines = shown();
				const wrong = frame.filter((row, y) => isTold(row) && lines[y] !== row.trimEnd());
				expect({ wrong, touched }, `${place}, on a terminal ${name}`).toEqual({ wrong: [], touched: [] });
			}
		}
		await screen.stop();
	},
	patienceMs,
);
