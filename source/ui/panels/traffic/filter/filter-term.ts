import type { Exchange } from '../../../../lab/snapshot.ts';
import { visibleLine } from '../../../../wire/visible-text.ts';
import { exchangeOutcome, outcomeText } from '../../../outcome.ts';
import { peerWords } from '../peer-label.ts';

/** An exchange, and whether the person has marked it. */
export interface Candidate {
	readonly exchange: Exchange;
	readonly marked: boolean;
}

/** The columns of Traffic in which a term can find something. */
export type FilterColumn = 'mark' | 'server' | 'outcome' | 'bytes' | 'took' | 'peer';

/** A text within a column that a term finds in a row, or the column as a whole. */
export interface FilterMatch {
	readonly column: FilterColumn;
	readonly text?: string;
}

/** One condition of a filter. */
export interface Condition {
	/** In words for a person: `the server’s name has “proxy”`. */
	readonly meaning: string;
	readonly holds: (candidate: Candidate) => boolean;
	/** The places in a row that make it hold, to be underlined. */
	readonly findings: readonly FilterMatch[];
}

/** A term that is no condition: what is wrong with it, and what to write. */
export interface Problem {
	readonly why: string;
	/** It may only lack its end. */
	readonly unfinished: boolean;
}

const outcomes = new Map([
	['hit', 'served from the cache'],
	['miss', 'fetched by the proxy'],
	['collapsed', 'waited on a fetch that was under way'],
	['stale', 'served past its time'],
]);

/** A word that stands alone: a cache outcome, `marked`, or any text in the row. */
export function wordCondition(text: string): Condition {
	const word = text.toLowerCase();
	const outcome = outcomes.get(word);
	if (outcome !== undefined) {
		return {
			meaning: outcome,
			holds: ({ exchange }) => exchange.cache === word,
			findings: [{ column: 'outcome', text: word }],
		};
	}
	if (word === 'marked') {
		return { meaning: 'marked with m', holds: ({ marked }) => marked, findings: [{ column: 'mark' }] };
	}
	const columns = ['server', 'outcome', 'peer'] as const;
	return {
		meaning: `has “${text}” in its server, outcome or peer`,
		holds: ({ exchange }) => searchedText(exchange).includes(word),
		findings: columns.map(column => ({ column, text: word })),
	};
}

const statuses: ReadonlyMap<string, { readonly meaning: string; readonly holds: (exchange: Exchange) => boolean }> =
	new Map([
		['ok', { meaning: 'ended in order', holds: ({ how }) => how === 'ended' }],
		[
			'failed',
			{
				meaning: 'ended otherwise than in order',
				holds: ({ how, cancelled }) => failures.has(how ?? '') && cancelled !== true,
			},
		],
		['open', { meaning: 'not ended yet', holds: ({ how }) => how === undefined }],
		['refused', { meaning: 'refused by the server', holds: ({ how }) => how === 'refused' }],
		['left', { meaning: 'left by its peer', holds: ({ how }) => how === 'left' }],
		['reset', { meaning: 'reset midway', holds: ({ how }) => how === 'reset' }],
		['cancelled', { meaning: 'cancelled in this lab', holds: ({ cancelled }) => cancelled === true }],
		['cut', { meaning: 'cut by the server', holds: ({ how }) => how === 'cut' }],
		['over-bound', { meaning: 'closed for a bound', holds: ({ how }) => how === 'over-bound' }],
		['stopped', { meaning: 'stopped with its server', holds: ({ how }) => how === 'stopped' }],
	]);

const failures = new Set(['refused', 'left', 'reset', 'cut', 'over-bound', 'failed']);

interface Field {
	readonly lacks: string;
	/** Is given the value in small letters, and as it was written. */
	readonly condition: (value: string, written: string) => Condition | Problem;
}

const fields: ReadonlyMap<string, Field> = new Map<string, Field>([
	['server', textField('server', 'the server’s name has “*”', 'a name, such as server:proxy/ecstasy', e => e.server)],
	[
		'transform',
		textField('outcome', 'the transform’s name has “*”', 'a name, such as transform:cummingsify', e => e.transform),
	],
	['status', { lacks: 'a status, such as status:failed', condition: statusCondition }],
	[
		'peer',
		textField('peer', 'the peer has “*” in its name or address', 'a name or a port, such as peer:client', peerWords),
	],
	[
		'fault',
		{
			lacks: 'a name, such as fault:reset',
			condition: (value, written) => ({
				meaning: `struck by a fault with “${written}” in its name`,
				holds: ({ exchange }) => (exchange.faults ?? []).some(({ name }) => lower(name).includes(value)),
				findings: [{ column: 'outcome' }],
			}),
		},
	],
]);

/** A field that finds a text within one of an exchange's own; `*` in its meaning stands for what was written. */
function textField(
	column: FilterColumn,
	meaning: string,
	lacks: string,
	read: (exchange: Exchange) => string | undefined,
): Field {
	return {
		lacks,
		condition: (value, written) => ({
			meaning: meaning.split('*').join(written),
			holds: ({ exchange }) => lower(read(exchange) ?? '').includes(value),
			findings: [{ column, text: value }],
		}),
	};
}

/** A term that begins with a name and a colon; undefined where the name is none that a filter knows. */
export function fieldCondition(name: string, value: string): Condition | Problem | undefined {
	const field = fields.get(name.toLowerCase());
	if (field === undefined) {
		return undefined;
	}
	return value === ''
		? { why: `${name}: needs ${field.lacks}`, unfinished: true }
		: field.condition(value.toLowerCase(), value);
}

/** The names that may stand before a colon, as a person would list them. */
export const fieldNames: readonly string[] = [...fields.keys()];

function statusCondition(value: string, written: string): Condition | Problem {
	const status = statuses.get(value);
	if (status === undefined) {
		const begun = [...statuses.keys()].filter(name => name.startsWith(value));
		const known = begun.length > 0 ? begun : [...statuses.keys()];
		return { why: `status:${written} is none; write status:${orList(known)}`, unfinished: begun.length > 0 };
	}
	return {
		meaning: status.meaning,
		holds: ({ exchange }) => status.holds(exchange),
		findings: [{ column: 'outcome' }],
	};
}

/** These words as a choice: `a, b or c`. */
export function orList(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

const searched = new WeakMap<Exchange, string>();

function searchedText(exchange: Exchange): string {
	const known = searched.get(exchange);
	if (known !== undefined) {
		return known;
	}
	const outcome = outcomeText(exchangeOutcome(exchange));
	const text = lower([exchange.server, outcome, exchange.transform ?? '', peerWords(exchange)].join('\n'));
	searched.set(exchange, text);
	return text;
}

function lower(text: string): string {
	return visibleLine(text).toLowerCase();
}
