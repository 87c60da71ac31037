import { setImmediate } from 'node:timers/promises';
import { withCapitalsOf } from './text/capitalisation.ts';
import { piecesOf } from './text/pieces.ts';

// A longer text with none of these is taken to be in another language, where nouns only look like English ones.
const commonEnglish = /\b(?:the|of|and|to|is|was|that|with|for|from|his|her|my|thy|you|this|it)\b/i;
// The library takes these for nouns now and then.
const noNouns = /^(?:thy|thou|thee|thine|our|dare)$/i;
const fewWords = 12;
const nounTags = new Set(['Singular', 'Uncountable', 'Actor']);
const menWords = /(?<!^(?:hu|ger|ro|sha|talis|otto|nor|cai))man$/;

interface Term {
	readonly text: string;
	readonly tags: readonly string[];
}

/** The part of the word library's own model and functions that is used here. */
interface WordModel {
	readonly one: { readonly lexicon: Readonly<Record<string, string | readonly string[]>> };
}
interface NounMethods {
	readonly two: {
		readonly transform: {
			readonly noun: Record<'toSingular' | 'toPlural', (word: string, model: object) => string>;
		};
	};
}

/**
 * Replaces each English noun by the seventh after it in the word library's lexicon (Jean Lescure's Oulipo method), with
 * its capitals, plural and possessive kept. A noun that is not in it counts from where it would stand; other words, and
 * other languages, stay as they are.
 */
export async function nPlus7(poem: string): Promise<string> {
	if (hasManyWords(poem) && !commonEnglish.test(poem)) {
		return poem;
	}
	vocabulary ??= loadVocabulary();
	const { readTerms, replace } = await vocabulary;
	let result = '';
	for (const { text, isKept } of piecesOf(poem)) {
		if (isKept) {
			result += text;
			continue;
		}
		if (result !== '') {
			await setImmediate();
		}
		result += replaceNouns(text, readTerms(text), replace);
	}
	return result;
}

/** The parts of the word library that are used: reading a text, and replacing a noun. */
interface Vocabulary {
	readonly readTerms: (text: string) => readonly Term[];
	readonly replace: (word: string, tags: readonly string[]) => string;
}

// It is large, and wanted only when somebody asks for this transform.
let vocabulary: Promise<Vocabulary> | undefined;

async function loadVocabulary(): Promise<Vocabulary> {
	const { default: nlp } = await import('compromise/two');
	const { noun } = (nlp.methods() as NounMethods).two.transform;
	const model = nlp.model() as WordModel;
	const nouns = nounsOf(model);
	// The library forms the plural of man, but not of its compounds.
	const pluralOf = (word: string) => (menWords.test(word) ? `${word.slice(0, -2)}en` : noun.toPlural(word, model));
	return {
		readTerms: text => {
			const sentences: readonly { readonly terms: readonly Term[] }[] = nlp(text).json();
			return sentences.flatMap(({ terms }) => terms);
		},
		replace: (word, tags) => {
			const lower = word.toLowerCase();
			const next = tags.includes('Plural')
				? pluralOf(seventhAfter(noun.toSingular(lower, model), nouns))
				: seventhAfter(lower, nouns);
			return withCapitalsOf(word, next);
		},
	};
}

/** Replaces the nouns among a text's terms, and keeps all that stands between them. */
function replaceNouns(poem: string, terms: readonly Term[], replace: Vocabulary['replace']): string {
	let result = '';
	let copied = 0;
	let cursor = 0;
	for (const { text, tags } of terms) {
		const start = text === '' ? -1 : poem.indexOf(text, cursor);
		if (start === -1) {
			continue;
		}
		cursor = start + text.length;
		const word = /^[A-Za-z]+/.exec(text)?.[0] ?? '';
		if (!isReplaceable(text, tags) || !standsAlone(poem, start, cursor)) {
			continue;
		}
		result += poem.slice(copied, start) + replace(word, tags);
		copied = start + word.length;
	}
	return result + poem.slice(copied);
}

/** True for a poem that is long enough to tell its language by. */
function hasManyWords(poem: string): boolean {
	let count = 0;
	for (const _ of poem.matchAll(/\p{L}+/gu)) {
		count++;
		if (count > fewWords) {
			return true;
		}
	}
	return false;
}

/** The lexicon's nouns in one word each, in the order of the alphabet. */
function nounsOf({ one }: WordModel): readonly string[] {
	const isNoun = (tags: string | readonly string[]) => [tags].flat().some(tag => nounTags.has(tag));
	return Object.entries(one.lexicon)
		.filter(([word, tags]) => /^[a-z]{3,}$/.test(word) && !/(?<![isu])s$/.test(word) && isNoun(tags))
		.map(([word]) => word)
		.sort();
}

/** The seventh noun after a word, or after where it would stand; past the last comes the first. */
function seventhAfter(word: string, nouns: readonly string[]): string {
	let low = 0;
	let high = nouns.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((nouns[middle] ?? '') <= word) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return nouns[(low + 6) % nouns.length] ?? word;
}

/** True for a common noun in plain letters, if need be with a possessive ending. */
function isReplaceable(text: string, tags: readonly string[]): boolean {
	const named = ['Pronoun', 'Person', 'Place', 'Organization', 'Determiner'].some(tag => tags.includes(tag));
	return tags.includes('Noun') && !named && !noNouns.test(text) && /^[A-Za-z]{3,}(?:['’]s?)?$/.test(text);
}

/** True where no letter, accent or digit touches the word from outside. */
function standsAlone(poem: string, start: number, end: number): boolean {
	return (
		!/[\p{L}\p{N}]\p{M}*$/u.test(poem.slice(Math.max(0, start - 8), start)) &&
		!/^[\p{L}\p{M}\p{N}]/u.test(poem.slice(end, end + 2))
	);
}
