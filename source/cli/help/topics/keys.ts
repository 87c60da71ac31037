import { keyLabel } from '../../../ui/keymap/key-lookup.ts';
import { type Context, keymap } from '../../../ui/keymap.ts';
import type { Topic } from '../topic.ts';

/** The places whose keys are told here: the panels and an opened exchange. The lab's own help, `?`, has the rest. */
const toldContexts: readonly Context[] = [
	'everywhere',
	'moving',
	'client',
	'client-fetch',
	'servers',
	'traffic',
	'connections',
	'poem',
	'inspector',
	'replay',
	'always',
];

export const keys: Topic = {
	name: 'keys',
	title: 'Keys',
	summary: 'the keys of the lab, and what to write in a filter',
	blocks: [
		'In the lab, ? shows all keys, also those of the menus.',
		...keymap
			.filter(({ context }) => toldContexts.includes(context))
			.map(({ title, bindings }) => ({
				title,
				rows: bindings
					.filter(({ hiddenInHelp }) => hiddenInHelp !== true)
					.map(({ keys: bound, description }) => ({ left: bound.map(keyLabel).join(', '), words: description })),
			})),
		{
			title: 'A filter in Traffic (/)',
			rows: [
				{ left: 'ecstasy', words: 'a word that is in the server, the outcome or the peer' },
				{ left: 'hit', words: 'what the cache did; also miss, collapsed, stale' },
				{ left: 'marked', words: 'marked with m' },
				{ left: 'server:tyger', words: 'the server’s name has this in it' },
				{ left: 'transform:shout', words: 'the transform’s name has this in it' },
				{ left: 'peer:client', words: 'the peer’s name or address has this in it' },
				{ left: 'fault:reset', words: 'struck by this fault' },
				{ left: 'status:failed', words: 'also ok, open, refused, left, reset, cut, cancelled, over-bound, stopped' },
				{ left: '>10ms, <1kB', words: 'how long it took, or how many bytes were sent: ms, s, min, B, kB, MB' },
				{ left: '!hit', words: 'not this' },
			],
		},
		'Several terms together mean all of them: miss ecstasy >10ms.',
	],
};
