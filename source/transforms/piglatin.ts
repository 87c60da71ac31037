import { withCapitalsOf } from './text/capitalisation.ts';
import { firstLetterEnd, lettersOf, maxWordLetters } from './text/letters.ts';

const letters = String.raw`(?:(?=\p{L})\p{Script=Latin}\p{M}{0,16}){1,${maxWordLetters}}`;
const apostrophe = `['’]`;
// A word is Latin letters, with apostrophes inside it, that touch no other letter and no digit.
const words = new RegExp(
	String.raw`(?<![\p{L}\p{M}\p{N}_])(${letters}${apostrophe})?${letters}(?:${apostrophe}${letters}){0,8}(?![\p{L}\p{M}\p{N}_])`,
	'gu',
);

const vowels: readonly string[] = [...'aeiouæœøıəɔ'];

/** Turns each Latin word into Pig Latin: its first consonants go to the end, with "ay"; before a vowel "way" is added. */
export function piglatin(poem: string): string {
	const known = new Map<string, string>();
	return poem.replace(words, (word: string, elided: string | undefined) => {
		const pig = known.get(word) ?? pigWithElision(word, elided ?? '');
		known.set(word, pig);
		return pig;
	});
}

/** Leaves alone what was cut down to consonants before an apostrophe (l’amour, d'you): it is no beginning to move. */
function pigWithElision(word: string, elided: string): string {
	return lettersOf(elided).some(isVowel) ? pigWord(word) : elided + pigWord(word.slice(elided.length));
}

function pigWord(word: string): string {
	const letters = lettersOf(word);
	const start = vowelIndex(letters);
	const shouted = letters.length > 1 && word === word.toUpperCase();
	const moved = letters.slice(0, start).join('');
	const rest = word.slice(moved.length);
	if (shouted) {
		return `${rest}${moved || 'W'}AY`;
	}
	// Only a beginning that really moves gives its capital away.
	if (moved === '' || rest === '') {
		return `${word}${moved === '' ? 'way' : 'ay'}`;
	}
	return `${withCapitalsOf(word, rest)}${lowerFirst(moved)}ay`;
}

/** The index of the first vowel that is sounded as one: y only inside a word, and no u after q. */
function vowelIndex(letters: readonly string[]): number {
	const bases = letters.map(base);
	const index = bases.findIndex(
		(letter, at) =>
			(vowels.includes(letter) && !(letter === 'u' && bases[at - 1] === 'q')) || (at > 0 && letter === 'y'),
	);
	return index === -1 ? letters.length : index;
}

function isVowel(cluster: string): boolean {
	return vowels.includes(base(cluster));
}

/** The plain lower-case letter under a cluster's accents. */
function base(cluster: string): string {
	return (cluster.length === 1 && cluster < '\u0080' ? cluster : cluster.normalize('NFD').charAt(0)).toLowerCase();
}

function lowerFirst(text: string): string {
	const end = firstLetterEnd(text);
	return text.slice(0, end).toLowerCase() + text.slice(end);
}
