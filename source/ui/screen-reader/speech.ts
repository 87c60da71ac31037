import { isServerKind, kindNames, serverKinds } from '../../lab/server-kinds.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { formatBytes, formatDuration } from '../format.ts';

const kinds = kindNames.join('|');

/** The screen's abbreviations and signs, each with the words that are said; they are replaced in this order. */
const spoken: readonly (readonly [RegExp, string])[] = [
	[new RegExp(`\\b(${kinds})/(?=\\S)`, 'g'), '$1 '],
	[/(\d)\/(\d[\d.,]* (?:B|[kMGT]B)\b)/g, '$1 of $2'],
	[/\b1 B\b/g, '1 byte'],
	[/(\d) B\b/g, '$1 bytes'],
	[/(\d) kB\b/g, '$1 kilobytes'],
	[/(\d) MB\b/g, '$1 megabytes'],
	[/(\d) GB\b/g, '$1 gigabytes'],
	[/(\d) TB\b/g, '$1 terabytes'],
	[/(\d) ms\b/g, '$1 milliseconds'],
	[/(\d+)h 0?(\d+)m\b/g, '$1 hours $2 minutes'],
	[/(\d+)m 0?(\d+)s\b/g, '$1 minutes $2 seconds'],
	[/(\d) s\b/g, '$1 seconds'],
	[/(?<![\d.,])1 (hour|minute|second)s\b/g, '1 $1'],
	[/≤ ?/g, 'up to '],
	[/ ?→ ?/g, ' to '],
	[/ ?· ?/g, ', '],
	[/…/g, '...'],
	[/[▶◀▸▏▎■●○◐◆↯✗✓┄┈]|[\u2500-\u259f]/g, ''],
	[/(?<=\S) {2,}(?=\S)/g, ', '],
];

/** Our own words as they are said aloud: units in full, and no signs or drawings. Not for a stranger's text. */
export function plainWords(text: string): string {
	return spoken.reduce((said, [sign, words]) => said.replace(sign, words), text).trim();
}

/** A number of bytes: `812 bytes`, `3.0 kilobytes`. */
export function spokenBytes(bytes: number): string {
	return plainWords(formatBytes(bytes));
}

/** A duration: `0.2 milliseconds`, `1.2 seconds`. */
export function spokenDuration(durationMs: number): string {
	return plainWords(formatDuration(durationMs));
}

/** A party's id in words: `proxy ecstasy`, `transform server`, `the client`. */
export function spokenParty(id: string): string {
	switch (id) {
		case 'client':
			return 'the client';
		case 'crowd':
			return 'one of the crowd';
		default:
			return isServerKind(id) ? serverKinds[id].noun : visibleLine(id).replace(new RegExp(`^(${kinds})/`), '$1 ');
	}
}

/** The parts that say something, with commas between them. */
export function listed(...parts: readonly (string | undefined)[]): string {
	return parts.filter(part => part !== undefined && part !== '').join(', ');
}

/** The words with a full stop, where they have no other end. For what begins with a name, which is left as it is. */
export function ended(words: string): string {
	const text = words.trim();
	return text === '' || /[.!?:]$/u.test(text) ? text : `${text}.`;
}

/** The words with a full stop, and a capital letter in front. */
export function sentence(words: string): string {
	const text = ended(words);
	return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
}

/** A place in a list: `3 of 12`. */
export function placeOf(index: number, count: number): string {
	return `${index + 1} of ${count}`;
}

const keyNames: { readonly [key: string]: string } = {
	up: 'up arrow',
	down: 'down arrow',
	left: 'left arrow',
	right: 'right arrow',
	pageup: 'page up',
	pagedown: 'page down',
	'shift+up': 'shift up arrow',
	'shift+down': 'shift down arrow',
	'shift+tab': 'shift tab',
	'?': 'question mark',
	'/': 'slash',
	'.': 'dot',
	',': 'comma',
	'>': 'greater than',
	'<': 'less than',
	']': 'right bracket',
	'[': 'left bracket',
	'^': 'caret',
	$: 'dollar',
	'+': 'plus',
};

/** A key in words, since most voices pass over signs and do not tell `G` from `g`. */
export function spokenKey(key: string): string {
	const known = keyNames[key];
	if (known !== undefined) {
		return known;
	}
	if (key.startsWith('ctrl+')) {
		return `control ${key.slice('ctrl+'.length)}`;
	}
	return /^\p{Lu}$/u.test(key) ? `capital ${key}` : visibleLine(key);
}

/** The result of a search as a sentence; empty for no words. */
export function foundWords(words: string): string {
	return words === '' ? '' : sentence(words === 'not found' ? words : `match ${words}`);
}
