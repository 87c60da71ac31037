import type { Command } from '../keymap.ts';
import { graphemesOf } from './graphemes.ts';

/** The most characters in a field: enough for any address, name or filter. */
const maxLength = 200;

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The most UTF-16 units in a field: more than that many characters have with all their accents. */
const maxUnits = 4_000;

/** The text with more at its end, without invisible characters such as a pasted line break. */
export function insertText(text: string, more: string): string {
	const typed = more.slice(0, maxUnits).replace(invisible, '');
	return graphemesOf((text + typed).slice(0, maxUnits))
		.slice(0, maxLength)
		.join('');
}

/** The text after a command that erases in it: its last character, its last word, or all of it; undefined for other commands. */
export function erasedText(text: string, command: Command): string | undefined {
	switch (command) {
		case 'erase':
			return graphemesOf(text).slice(0, -1).join('');
		case 'erase-word':
			return text.replace(/\S*\s*$/u, '');
		case 'erase-all':
			return '';
		default:
			return undefined;
	}
}

/** A line that takes what is typed until enter or esc: a filter or a search. */
export interface TypedLine {
	readonly text: string;
	/** It still takes what is typed. */
	readonly typing: boolean;
}

/**
 * The line with this text after a command. Enter keeps the text, esc empties it, and so does to erase where there is
 * nothing left to erase; undefined for other commands.
 */
export function updateTypedLine(text: string, command: Command): TypedLine | undefined {
	if (command === 'accept') {
		return { text, typing: false };
	}
	if (command === 'close' || (command === 'erase' && text === '')) {
		return { text: '', typing: false };
	}
	const erased = erasedText(text, command);
	return erased === undefined ? undefined : { text: erased, typing: true };
}
