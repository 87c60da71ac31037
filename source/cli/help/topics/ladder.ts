import type { Topic } from '../topic.ts';

export const ladder: Topic = {
	name: 'ladder',
	title: 'An exchange, opened',
	summary: 'how to read the ladder, Bytes, Why and Times',
	blocks: [
		'enter on a line of Traffic, or i, opens one exchange with everything that belongs to it. tab goes to the next view; j and k go to the next and the previous exchange.',
		{
			title: 'The ladder',
			rows: [
				{ left: '12.3', words: 'time runs down: milliseconds since somebody asked' },
				{ left: '├─ connect ─▶', words: 'something that crossed from one lane to another, when its sender sent it' },
				{
					left: '2721:cummingsify.…,',
					words:
						'a netstring: its length, a colon, the bytes, a comma; a request has the transform’s name and a dot before the poem',
				},
				{ left: '· end', words: 'an orderly close, which is how a poem ends; a reset and a refusal look different' },
				{ left: '⋮', words: 'time in which nothing else happened, or writes that were folded together' },
				{ left: '○ pending', words: 'a promise that is not settled yet' },
				{ left: '● fulfilled, ✗ rejected', words: 'a promise that is settled' },
			],
		},
		'Each party has a lane. Beside the lanes stands the chain of promises. After a rejection it shows the branch that was taken and the one that was not. A fetch that fell back is still fulfilled: that is what its catch is for.',
		{
			title: 'The other views',
			rows: [
				{
					left: 'Bytes',
					words:
						'as text and as hex. Rulers mark what was one write, what arrived as one chunk and what was one frame: three different things',
				},
				{ left: 'Why', words: 'what the client saw, what the server says, and what the client could never have known' },
				{ left: 'Times', words: 'when each part began, in milliseconds since somebody asked, and how long it took' },
			],
		},
	],
};
