import type { Key } from 'ink';
import { graphemesOf } from '../text/graphemes.ts';

const namedKeys = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const;

const controlNames: { readonly [character: string]: string } = {
	'\r': 'enter',
	'\n': 'enter',
	'\r\n': 'enter',
	'\t': 'tab',
	' ': 'space',
	'\u007f': 'backspace',
	'\b': 'backspace',
	'\u0002': 'ctrl+b',
	'\u0003': 'ctrl+c',
	'\u0006': 'ctrl+f',
	'\u000c': 'ctrl+l',
	'\u0015': 'ctrl+u',
	'\u0017': 'ctrl+w',
	'\u001a': 'ctrl+z',
};

/** The keymap's names of what Ink read at once; several keys where somebody types faster than we read. */
export function keyNames(input: string, key: Key): readonly string[] {
	if (key.eventType === 'release') {
		return [];
	}
	const named = namedKeys.find(([flag]) => key[flag]);
	if (named !== undefined) {
		const shifted = key.shift && ['up', 'down', 'tab'].includes(named[1]);
		return [shifted ? `shift+${named[1]}` : named[1]];
	}
	if (key.ctrl) {
		return input === '' ? [] : [`ctrl+${input}`];
	}
	if (key.meta) {
		return [];
	}
	return graphemesOf(input).flatMap(character => {
		const name = controlNames[character];
		if (name !== undefined) {
			return [name];
		}
		return /\p{Cc}/u.test(character) ? [] : [character];
	});
}
