import type { Tone } from '../../text/tones.ts';

/** A word of the screen, the colour in which it is shown, and what it means. */
export interface Word {
	readonly word: string;
	readonly tone: Tone;
	readonly meaning: string;
}

/** A key of the ten that are enough to begin with, and what it does. */
export interface FirstKey {
	readonly keys: readonly string[];
	readonly description: string;
}

/** A description of the lab for somebody who sees it for the first time. */
export const whatThisIs =
	'Poetry servers, a transform server and caching proxies, on real sockets. Each connection is a line in Traffic; open it, and see what both sides saw. Any netcat can join in.';

/** The keys that are enough to begin with. */
export const firstKeys: readonly FirstKey[] = [
	{ keys: ['enter'], description: 'fetch a poem; open a line' },
	{ keys: ['tab'], description: 'the next panel, or 1 to 5' },
	{ keys: ['up', 'down'], description: 'move' },
	{ keys: ['escape'], description: 'back' },
	{ keys: ['/'], description: 'choose hosts; filter; search' },
	{ keys: ['t'], description: 'choose transforms' },
	{ keys: ['c'], description: 'send a crowd of clients' },
	{ keys: ['f'], description: 'break a server on purpose' },
	{ keys: ['0'], description: 'the lessons' },
	{ keys: ['q'], description: 'quit' },
];

/** The words for what became of a connection or of a fetch. */
export const outcomeWords: readonly Word[] = [
	{ word: 'HIT', tone: 'hit', meaning: 'from a proxy’s cache' },
	{ word: 'MISS', tone: 'miss', meaning: 'fetched from the upstream' },
	{ word: 'COLLAPSED', tone: 'collapsed', meaning: 'waited on a fetch that was under way already' },
	{ word: 'STALE', tone: 'stale', meaning: 'an old copy, since the upstream failed' },
	{ word: 'REFUSED', tone: 'failed', meaning: 'the server closed it without an answer' },
	{ word: 'CUT', tone: 'failed', meaning: 'the server reset it half-way' },
	{ word: 'RESET', tone: 'failed', meaning: 'the client reset it' },
	{ word: 'LEFT', tone: 'warning', meaning: 'the client left too early' },
	{ word: 'FAILED', tone: 'failed', meaning: 'the client has no poem' },
	{ word: 'FELL BACK', tone: 'failed', meaning: 'a transform failed: the poem as it was' },
];
