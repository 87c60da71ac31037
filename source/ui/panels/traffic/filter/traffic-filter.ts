import type { Exchange } from '../../../../lab/snapshot.ts';
import {
	type Candidate,
	type Condition,
	type FilterMatch,
	fieldCondition,
	fieldNames,
	orList,
	type Problem,
	wordCondition,
} from './filter-term.ts';
import { measureCondition } from './measure-term.ts';

/** One term of a filter: either a condition, or what is wrong with it. */
export interface Term {
	readonly text: string;
	/** Exchanges for which the condition does not hold are wanted. */
	readonly negated: boolean;
	readonly condition?: Condition;
	readonly problem?: Problem;
}

/** The terms of a filter, which are parted by spaces. Never throws. */
export function parseFilter(filter: string): readonly Term[] {
	return filter
		.split(/\s+/u)
		.filter(text => text !== '')
		.map(parseTerm);
}

/**
 * The first fault of a filter, in words that begin with the term. While it is typed, its last term may still lack its
 * end.
 */
export function filterProblem(filter: string, typing: boolean): string | undefined {
	const terms = parseFilter(filter);
	const open = typing && !/\s$/u.test(filter) ? terms.at(-1) : undefined;
	return terms.find(term => term.problem !== undefined && !(term === open && term.problem.unfinished))?.problem?.why;
}

/** The exchanges for which every condition of the filter holds. A term that is none yet keeps nothing out. */
export function filterExchanges(
	exchanges: readonly Exchange[],
	filter: string,
	isMarked: (exchange: Exchange) => boolean = () => false,
): readonly Exchange[] {
	const terms = parseFilter(filter).filter(({ condition }) => condition !== undefined);
	if (terms.length === 0) {
		return exchanges;
	}
	return exchanges.filter(exchange => {
		const candidate: Candidate = { exchange, marked: isMarked(exchange) };
		return terms.every(({ condition, negated }) => condition?.holds(candidate) !== negated);
	});
}

/** The texts and columns that a filter finds in the rows that it lets through. */
export function findingsOf(filter: string): readonly FilterMatch[] {
	return parseFilter(filter).flatMap(({ condition, negated }) => (negated ? [] : (condition?.findings ?? [])));
}

function parseTerm(text: string): Term {
	const [, signs = '', positive = ''] = /^(!*)(.*)$/su.exec(text) ?? [];
	const negated = signs.length % 2 === 1;
	if (positive === '') {
		return { text, negated, problem: { why: `${text} needs a term after it, such as !hit`, unfinished: true } };
	}
	const found = readTerm(positive);
	return 'why' in found ? { text, negated, problem: found } : { text, negated, condition: found };
}

/** Capitals and small letters are the same, but a person is told what they wrote. */
function readTerm(text: string): Condition | Problem {
	const sign = text[0];
	if (sign === '>' || sign === '<') {
		return measureCondition(sign, text.slice(1));
	}
	const [, name, value = ''] = /^([a-z]+):(.*)$/isu.exec(text) ?? [];
	if (name === undefined) {
		return wordCondition(text);
	}
	const found = fieldCondition(name, value);
	if (found !== undefined) {
		return found;
	}
	// `localhost:12000` is an address, and a word like any other.
	return /^\d+$/.test(value)
		? wordCondition(text)
		: { why: `${name}: is no term; write ${orList(fieldNames.map(known => `${known}:`))}`, unfinished: false };
}
