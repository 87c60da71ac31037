import { bounds } from '../../../lab/snapshot.ts';
import type { Topic } from '../topic.ts';

export const batches: Topic = {
	name: 'batches',
	title: 'Several poems at once',
	summary: 'several hosts, how many at once, and side by side',
	blocks: [
		`In Client, / opens the hosts. space marks one, tab all that are found, and whoever types poets or proxies has all of those marked. enter takes those that are marked, and the next enter fetches from all, each with the transforms that are chosen. More can be begun meanwhile: ${bounds.fetchesUnderWay} fetches at most are under way or wait.`,
		{
			title: 'Keys in Client',
			rows: [
				{ left: 'a', words: 'how many at once: 1, 2, 4, all' },
				{ left: 'p', words: 'the promise around them: Promise.all, or Promise.allSettled where one may fail' },
				{ left: '↓', words: 'down from Fetch into the list: Poem shows the one that is selected, enter opens it' },
				{ left: 'esc', words: 'cancels the one that is shown; again: all of them' },
				{ left: 'b', words: 'all of them side by side' },
			],
		},
		'1 at once is the client that blocks: each waits for the one before it, and the time is the sum of all. All at once is the asynchronous client: it takes as long as the slowest. Fetch the same batch with another number, and Client shows both times beside each other.',
		{
			title: 'Side by side',
			rows: [
				{ left: '╭─ ╰─', words: 'the promise around all of them, and what became of it' },
				{ left: '┊', words: 'a fetch that waits for its turn' },
				{ left: '┬', words: 'it begins' },
				{ left: '├', words: 'it has its connection, or its whole poem' },
				{ left: '◀', words: 'bytes came, in the order in which they came to any of them' },
				{ left: '⋮', words: 'more of one fetch, with nothing of another one between them' },
				{ left: '●', words: 'fulfilled; also where a transform failed and it fell back' },
				{ left: '✗ ○', words: 'rejected; cancelled' },
			],
		},
		'← and → select a fetch, and enter opens it alone; esc leads back. Promise.all is rejected with the first that fails, and the others go on all the same: nothing cancels them.',
		'From a shell, poetry-lab get takes several hosts too: with --at-once 1, one after the other. What it writes to stdout stands in the order asked for.',
	],
};
