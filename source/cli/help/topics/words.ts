import type { Topic } from '../topic.ts';

export const words: Topic = {
	name: 'words',
	title: 'Words',
	summary: 'what exchange, fetch, fall-back, stale … mean here',
	blocks: [
		{
			rows: [
				{ left: 'poetry server', words: 'sends its poem to whoever connects, then closes' },
				{ left: 'transform server', words: 'takes one request in a netstring, answers with one netstring, closes' },
				{ left: 'caching proxy', words: 'a poetry server whose poem comes from its upstream, through a cache' },
				{ left: 'upstream', words: 'the poetry server that a proxy fetches from' },
				{ left: 'hit', words: 'served from the cache' },
				{ left: 'miss', words: 'fetched from the upstream' },
				{ left: 'collapsed', words: 'waited on a fetch that was already going on' },
				{ left: 'stale', words: 'served past its time because the upstream failed (stale-if-error, RFC 5861)' },
				{ left: 'HIT class', words: 'served from the cache that all labs of a class share' },
				{ left: 'COLLAPSED with ada', words: 'waited on a fetch that the lab ada was already making for the class' },
				{
					left: 'lease',
					words: 'the right to fetch a poem for the whole class, for five seconds unless it is renewed',
				},
				{ left: 'exchange', words: 'one connection to one of our servers, or one that it refused' },
				{
					left: 'served',
					words:
						'exchanges that a server of ours answered; a proxy’s question to its poet is one of them, so a miss counts two',
				},
				{
					left: 'bytes, in Traffic',
					words: 'those that crossed the socket: of a transform its reply as a netstring, a few more than the poem',
				},
				{ left: 'write, chunk, frame', words: 'what was sent at once; what arrived at once; one whole netstring' },
				{
					left: 'pending, fulfilled, rejected',
					words: 'a promise that is not settled yet, one with its value, one with its error',
				},
				{
					left: 'fetch',
					words: 'one poem asked for: a client connects, reads, and has it transformed; a proxy connects and reads',
				},
				{
					left: 'fall-back',
					words: 'what a fetch does when a transform fails: it goes on with the poem as it was before',
				},
			],
		},
	],
};
