import { expect, test } from 'vitest';
import type { Reply } from '../../../source/class/engine.ts';
import { askClass, takeBack } from '../../../source/class/poems/ask-class.ts';
import { away, playFetch } from '../../fixtures/class/played-class.ts';

const ask = (reply: Reply | Error) => askClass(playFetch({ askForPoem: () => reply }).options, 'mine:ada');

test('a hit has a copy of the poem’s bytes, and its age', async () => {
	const inLargeBuffer = Buffer.alloc(1_000, 'Tyger Tyger').subarray(0, 11);
	const answer = await ask([Buffer.from('hit'), inLargeBuffer, 250]);
	expect(answer).toMatchObject({ answer: 'hit', ageMs: 250, told: { bytes: 11 } });
	expect(answer.answer === 'hit' && [answer.poem.toString(), answer.poem.buffer.byteLength]).toEqual([
		'Tyger Tyger',
		11,
	]);
});

test('a lab that is to follow is told whom', async () => {
	expect(await ask([Buffer.from('follow'), Buffer.from('a1:bo@mac')])).toMatchObject({
		token: 'a1:bo@mac',
		lab: 'bo@mac',
	});
});

test.each([
	['away', away, 'the engine is away'],
	['late', [Buffer.from('late')], 'the engine took too long'],
	['without sense', 7, 'the engine gave an answer of another kind'],
] as const)('an engine that is %s leaves the lab alone, with the reason', async (_, reply, why) => {
	expect(await ask(reply)).toEqual({ answer: 'alone', told: { answer: 'alone', why } });
});

test('a question that comes to the engine too late, since the lab itself stood still, is asked once more', async () => {
	const replies = ['late', 'lead', 'late'].map(word => [Buffer.from(word)]);
	const { options, asked } = playFetch({ askForPoem: () => replies.shift() ?? null });
	expect(await askClass(options, 'mine:ada')).toMatchObject({ answer: 'lead' });
	expect(asked).toHaveLength(2);
});

test('a mistake of ours is not taken for an engine that is away', async () => {
	await expect(ask(new TypeError('no such method'))).rejects.toThrow('no such method');
});

test.each([
	['lead', { answer: 'lead', told: { answer: 'lead' } }, ['endFailed', 'mine:ada', 'cancelled', 'cancelled']],
	[
		'follow',
		{ answer: 'follow', lab: 'bo', token: 'a1:bo', told: { answer: 'follow' } },
		['ZREM', 'poetry-lab:followers:poems.example:10000', 'mine:ada'],
	],
] as const)('an answer of %s that nobody waits for any more is taken back', (_, answer, command) => {
	const { options, asked } = playFetch({});
	takeBack(answer, options, 'mine:ada');
	expect(asked).toEqual([command]);
});
