import { keyLabel } from '../../keymap/key-lookup.ts';
import { type Context, type KeySection, keymap } from '../../keymap.ts';
import { gap, padText, type Row, rowText, type Span, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';
import { firstKeys, outcomeWords, whatThisIs } from './first-page.ts';

/** The least width of a column of help: below it, it is hard to read. */
const columnWidth = 38;
const keysWidth = 11;

/** One column of the help. */
export interface HelpColumn {
	/** The title of its first section. */
	readonly name: string;
	/** With the empty cell at each of its ends. */
	readonly width: number;
	readonly rows: readonly Row[];
}

/**
 * All of the help in as many columns as a width has room for: what the lab is, the first keys and the words come before
 * the whole keymap.
 */
export function helpColumns(width: number, here: readonly Context[]): readonly HelpColumn[] {
	const first = inColumns(width, firstSections);
	const firstHeight = rowsOfHelp(first);
	return keyColumns(width, here).map(({ rows, ...column }, index) => {
		const before = first[index]?.rows ?? [];
		const padding: readonly Row[] = Array.from({ length: firstHeight - before.length }, () => []);
		return { ...column, rows: [...before, ...padding, ...rows] };
	});
}

/** The whole keymap in columns: what counts where the person is comes first. */
export function keyColumns(width: number, here: readonly Context[]): readonly HelpColumn[] {
	return inColumns(width, each => hereFirst(here).map(section => sectionRows(section, each)));
}

function inColumns(
	width: number,
	sectionsFor: (columnWidth: number) => readonly (readonly Row[])[],
): readonly HelpColumn[] {
	const columnCount = Math.max(1, Math.min(3, Math.floor(width / columnWidth)));
	const each = Math.floor(width / columnCount);
	const sections = sectionsFor(each - 2).filter(({ length }) => length > 0);
	return spreadSections(sections, columnCount).map(rows => ({ name: rowText(rows[0] ?? []), width: each, rows }));
}

function firstSections(width: number): readonly (readonly Row[])[] {
	return [
		[[span('What this is', 'title')], ...wrapWords(whatThisIs, width).map((words): Row => [span(words)]), []],
		[
			[span('Ten keys to begin with', 'title')],
			...firstKeys.flatMap(({ keys, description }) => entryRows(span(keyWords(keys), 'key'), description, width)),
			[],
		],
		[
			[span('What happened, in a word', 'title')],
			...outcomeWords.flatMap(({ word, tone, meaning }) => entryRows(span(word, tone), meaning, width)),
			[],
		],
	];
}

/** The number of rows in the longest column. */
export function rowsOfHelp(columns: readonly HelpColumn[]): number {
	return Math.max(...columns.map(({ rows }) => rows.length));
}

function hereFirst(here: readonly Context[]): readonly KeySection[] {
	const place = ({ context }: KeySection) => (here.includes(context) ? here.indexOf(context) : here.length);
	return keymap.toSorted((one, other) => place(one) - place(other));
}

function sectionRows({ title, bindings }: KeySection, width: number): readonly Row[] {
	const told = bindings.filter(({ hiddenInHelp }) => hiddenInHelp !== true);
	if (told.length === 0) {
		return [];
	}
	return [
		[span(title, 'title')],
		...told.flatMap(({ keys, description }) => entryRows(span(keyWords(keys), 'key'), description, width)),
		[],
	];
}

/** A word with its explanation beside it, which may take several rows. */
function entryRows(word: Span, said: string, width: number): readonly Row[] {
	return wrapWords(said, width - keysWidth - 1).map((words, index): Row => {
		const text = padText(index === 0 ? word.text : '', keysWidth);
		return [{ ...word, text }, gap(1), span(words)];
	});
}

/** As many of a binding's keys as fit, at most three. */
function keyWords(keys: readonly string[]): string {
	const labels = keys.slice(0, 3).map(keyLabel);
	while (labels.length > 1 && textWidth(labels.join(' ')) > keysWidth) {
		labels.pop();
	}
	return labels.join(' ');
}

/** Sections in their order, in columns of about one height. */
function spreadSections(sections: readonly (readonly Row[])[], columnCount: number): readonly (readonly Row[])[] {
	const total = sections.reduce((sum, { length }) => sum + length, 0);
	const columns: Row[][] = Array.from({ length: columnCount }, () => []);
	let at = 0;
	let placed = 0;
	for (const section of sections) {
		if (at < columnCount - 1 && placed + section.length / 2 > (total / columnCount) * (at + 1)) {
			at += 1;
		}
		columns[at]?.push(...section);
		placed += section.length;
	}
	return columns;
}
