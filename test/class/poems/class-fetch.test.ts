import { expect, test, vi } from 'vitest';
import type { Reply } from '../../../source/class/engine.ts';
import { ClassFetch } from '../../../source/class/poems/class-fetch.ts';
import { cancelled, DialError } from '../../../source/net/dial/dial-error.ts';
import { playFetch } from '../../fixtures/class/played-class.ts';

/** A fetch whose class answers so, one time after the other, and for the last time again and again. */
function fetching(...replies: readonly Reply[]) {
	let times = 0;
	const askForPoem = () => replies[Math.min(times++, replies.length - 1)] ?? null;
	const played = playFetch({ askForPoem, stillFollows: () => 1, endFailed: () => 1 });
	const fetch = new ClassFetch(played.options);
	const states = () => played.told.answers.map(({ state }) => state);
	const tries = () => played.recorder.of('class-asked').length;
	/** Ends the fetch of bo that it follows. */
	const boEnds = (code: string) =>
		[...played.followed.values()].at(-1)?.read([{ id: '1-1', fields: new Map([['end', Buffer.from(code)]]) }]);
	return { ...played, fetch, states, tries, boEnds };
}

const follow: Reply = [Buffer.from('follow'), Buffer.from('a1:bo')];
const lead: Reply = [Buffer.from('lead')];

test('a hit is the whole poem, and no upstream is asked', async () => {
	const { told, text, upstreams } = fetching([Buffer.from('hit'), Buffer.from('Tyger'), 10]);
	await vi.waitFor(() => expect(told.over).toEqual([undefined]));
	expect([text(), upstreams.length]).toEqual(['Tyger', 0]);
});

test('the lab whose fetch it followed is named where it takes that over', async () => {
	const { states, boEnds, recorder, upstreams, endings } = fetching(follow, lead);
	await vi.waitFor(() => expect(states()).toEqual(['follow']));
	boEnds('cancelled');
	await vi.waitFor(() => expect(states()).toEqual(['follow', 'lead']));
	expect(recorder.of('class-taken-over')).toMatchObject([{ lab: 'bo' }]);
	upstreams[0]?.receiver.over();
	await Promise.all(endings);
});

test('a fetch that failed twice elsewhere has failed here too, since its upstream is the cause', async () => {
	const { states, boEnds, told, upstreams } = fetching(follow);
	await vi.waitFor(() => expect(states()).toEqual(['follow']));
	boEnds('refused');
	await vi.waitFor(() => expect(states()).toEqual(['follow', 'follow']));
	boEnds('refused');
	expect([told.over.map(failure => failure?.code), upstreams.length]).toEqual([['refused'], 0]);
});

test('after five fetches that were given up it goes on alone', async () => {
	const { states, boEnds, tries, upstreams } = fetching(follow);
	for (let time = 1; time <= 5; time += 1) {
		await vi.waitFor(() => expect(states()).toHaveLength(time));
		boEnds('cancelled');
	}
	await vi.waitFor(() => expect(states().at(-1)).toBe('alone'));
	expect([tries(), upstreams.length]).toEqual([5, 1]);
});

test('left before the answer, it is over at once, and the answer is taken back', async () => {
	const { fetch, told, asked } = fetching(lead);
	fetch.abandon();
	fetch.close(cancelled());
	expect(told.over).toMatchObject([{ code: 'cancelled' }]);
	await vi.waitFor(() => expect(asked.at(-1)?.[0]).toBe('endFailed'));
	expect(told.answers).toEqual([]);
});

test('ended with a failure of its own, that is what its clients are told', async () => {
	const { fetch, states, told } = fetching(follow);
	await vi.waitFor(() => expect(states()).toEqual(['follow']));
	fetch.close(new DialError('too-long', 'longer than the cache'));
	expect(told.over).toMatchObject([{ code: 'too-long' }]);
});
