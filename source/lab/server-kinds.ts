import type { ServerKind } from '../events/events.ts';

/** One kind of server in words and numbers, for all that lists or describes servers. How it starts: `servers/server-plan.ts`. */
export interface KindOfServer {
	/** Its name within a sentence. */
	readonly noun: string;
	/** True where each poem has one, `kind/poem`; else there is one alone, and its id is the kind. */
	readonly isPerPoem: boolean;
	/** A client can fetch a poem from it. */
	readonly hasPoem: boolean;
	/** The first port that is tried where none is asked for. */
	readonly firstPort: number;
	/** The words about its flag, `--<kind>-port`. */
	readonly portFlag: { readonly summary: string; readonly detail?: string };
	/** The title over its servers in the Servers panel, and the headings of the columns that it has there, by their names. */
	readonly heading: string;
	readonly columns: { readonly [column: string]: string };
	/** A line about a server that has no title of its own. */
	readonly about?: string;
	/** Its lane in the ladder of an exchange, from 1; clients have the lane 0. */
	readonly lane: number;
}

/** Every kind of server, in the order in which they are shown. */
export const serverKinds: { readonly [kind in ServerKind]: KindOfServer } = {
	poetry: {
		noun: 'poetry server',
		isPerPoem: true,
		hasPoem: true,
		firstPort: 10_000,
		portFlag: { summary: 'the first poetry server; each next poem has the next port', detail: '0 is any free port' },
		heading: 'POETRY',
		columns: { open: 'open', use: 'sent', bytes: 'bytes', failed: 'failed' },
		lane: 2,
	},
	proxy: {
		noun: 'caching proxy',
		isPerPoem: true,
		hasPoem: true,
		firstPort: 12_000,
		portFlag: { summary: 'the first caching proxy; one for each poetry server' },
		heading: 'PROXIES',
		columns: { open: 'open', use: 'hit', bytes: 'cached', served: 'served', failed: 'failed' },
		lane: 1,
	},
	transform: {
		noun: 'transform server',
		isPerPoem: false,
		hasPoem: false,
		firstPort: 11_000,
		portFlag: { summary: 'the transform server' },
		heading: 'TRANSFORM',
		columns: {},
		about: 'one netstring in, one netstring out',
		lane: 3,
	},
};

/** The names of the kinds, in the order in which their servers are shown. */
export const kindNames: readonly ServerKind[] = Object.keys(serverKinds).filter(isServerKind);

/** The same in the order of their first ports. */
export const kindsByPort: readonly ServerKind[] = [...kindNames].sort(
	(a, b) => serverKinds[a].firstPort - serverKinds[b].firstPort,
);

/** True for a text that is the name of a kind. */
export function isServerKind(text: string): text is ServerKind {
	return Object.hasOwn(serverKinds, text);
}

/** The kind of the server with this id, which begins with it; undefined where the id is none of a server of ours. */
export function kindInId(id: string): ServerKind | undefined {
	const [kind = ''] = id.split('/', 1);
	return isServerKind(kind) ? kind : undefined;
}

/** The same question asked of every kind, with the answers by their names. */
export function ofEachKind<T>(ask: (kind: ServerKind) => T): { readonly [kind in ServerKind]: T } {
	return Object.fromEntries(kindNames.map(kind => [kind, ask(kind)])) as { [kind in ServerKind]: T };
}
