import { afterEach, describe, expect, test } from 'vitest';
import type { CellRow } from '../../source/ui/terminal/cells.ts';
import { createFakeLab } from '../fixtures/fake-lab.ts';
import { openScreen, type TestScreen } from '../fixtures/terminal.tsx';
import { drawnBy, expectInPlace, unseen, widths } from './drawn.ts';
import { hostileSnapshot, hostileStory, textSource } from './hostile-snapshot.ts';
import { hostileBytes, hostileText } from './hostile-text.ts';
import { walk } from './walk.ts';

const open: TestScreen[] = [];
afterEach(() => {
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

function borders(cells: readonly CellRow[]): string {
	return cells
		.map(({ glyphs }) => glyphs.map(glyph => ('╭╮╰╯│'.includes(glyph) && glyph !== '' ? glyph : ' ')).join(''))
		.join('\n');
}

function textOf(cells: readonly CellRow[]): string {
	return cells.map(({ glyphs }) => glyphs.join('')).join('\n');
}

/** Whether a place may look like the one before: servers of the same name, a search that a small screen has no row for. */
function mayLookTheSame(place: string): boolean {
	return ['its second server', 'its third server', 'no search'].includes(place);
}

/** Goes through all places over a lab with these texts, and looks at each. */
async function goRound(
	texts: readonly string[],
	from: number,
	[columns, rows]: readonly [number, number],
	look: (place: string, cells: readonly CellRow[], before: readonly CellRow[] | undefined) => Promise<void> | void,
): Promise<void> {
	const text = textSource(texts, from);
	const lab = Object.assign(createFakeLab(hostileSnapshot(text, poem)), {
		detail: (connection: number) => Promise.resolve(hostileStory(text, connection, poem.subarray(0, 4_000))),
	});
	const screen = openScreen(lab, columns, rows);
	open.push(screen);
	let before: readonly CellRow[] | undefined;
	for (const [place, key] of walk) {
		screen.type(key);
		await turns();
		const cells = screen.cells();
		if (before !== undefined && !mayLookTheSame(place)) {
			expect(textOf(cells), `${place} is another place than the one before`).not.toBe(textOf(before));
		}
		await look(place, cells, before);
		before = cells;
	}
	screen.close();
}

const texts = Object.values(hostileText);
/** Each text comes to stand in another place each time. */
const rounds = [0, 29];
const sizes = [
	[80, 24, rounds],
	[120, 36, rounds.slice(0, 1)],
	[60, 16, rounds.slice(1)],
] as const;
const patienceMs = 120_000;

describe.each(sizes)('every panel, list, question and view at %d columns and %d rows', (columns, rows, from) => {
	test(
		'shows no control, format or invisible character of strangers’ text, and its borders as over plain names',
		async () => {
			const isFramed = (place: string): boolean => !/ladder|bytes|why|times|exchange|help|latenc/.test(place);
			const plain = new Map<string, string>();
			await goRound(['abc'], 0, [columns, rows], (place, cells) => void plain.set(place, borders(cells)));
			// Borders in a text are no character of these kinds, so nothing but the borders would be hidden by them.
			const tame = texts.filter(text => !/[│╭╮╰╯]/.test(text));
			for (const start of from) {
				await goRound(tame, start, [columns, rows], (place, cells) => {
					for (const { glyphs } of cells) {
						expect(glyphs.join(''), place).not.toMatch(unseen);
					}
					if (isFramed(place)) {
						expect(borders(cells), place).toBe(plain.get(place));
					}
				});
			}
		},
		patienceMs,
	);
});

test(
	'every terminal shows every sure glyph in its column, and nothing of it was touched but its cells',
	async () => {
		await goRound(texts, 7, [100, 30], async (place, cells, before) => {
			for (const [terminal, wcwidth] of Object.entries(widths)) {
				const words = `${place}, on a terminal ${terminal}`;
				const { rows, touched, isAlternate, text } = await drawnBy(wcwidth, before, cells);
				expectInPlace(rows, cells, words);
				expect({ touched, isAlternate }, words).toEqual({ touched: [], isAlternate: false });
				// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
				expect(text.replace(/\u001b\[[\d;]*[mGHK]/g, ''), words).not.toMatch(unseen);
			}
		});
	},
	patienceMs,
);
