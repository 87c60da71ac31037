import { afterEach, expect, test, vi } from 'vitest';
import { type FollowEnd, FollowedFetch } from '../../../source/class/poems/followed-fetch.ts';
import { cancelled } from '../../../source/net/dial/dial-error.ts';
import { type Answers, away, playFetch } from '../../fixtures/class/played-class.ts';

afterEach(() => void vi.useRealTimers());

/** Follows a fetch of bo's, whose stream the test writes. */
function follow(answers: Answers = {}) {
	const played = playFetch({ stillFollows: () => 1, ...answers });
	const ends: FollowEnd[] = [];
	const fetch = new FollowedFetch(played.options, { token: 'a1:bo', lab: 'bo', follower: 'b2:ada' }, end =>
		ends.push(end),
	);
	const stream = () => played.followed.get('poetry-lab:chunks:a1:bo');
	const add = (fields: Readonly<Record<string, string>>) =>
		stream()?.read([
			{ id: '1-1', fields: new Map(Object.entries(fields).map(([name, text]) => [name, Buffer.from(text)])) },
		]);
	const hows = () => ends.map(end => (end.how === 'whole' ? 'whole' : `${end.how}: ${end.failure.message}`));
	return { ...played, fetch, stream, add, hows };
}

test('what the other lab publishes is passed on, and its end mark ends it', () => {
	const { add, text, hows, stream } = follow();
	add({ at: '0', data: 'Tyger ' });
	add({ at: '6', data: 'Tyger' });
	expect([text(), hows()]).toEqual(['Tyger Tyger', []]);
	add({ end: 'whole', bytes: '11' });
	expect([hows(), stream()]).toEqual([['whole'], undefined]);
});

test('a part that the stream no longer has ends it: as gone where clients have had some, else to be had elsewhere', () => {
	const late = follow();
	late.add({ at: '6', data: 'Tyger' });
	expect(late.hows()).toEqual([expect.stringMatching(/^interrupted: fell behind: .* at the start$/)]);
	const behind = follow();
	behind.add({ at: '0', data: 'Tyger ' });
	behind.add({ end: 'whole', bytes: '11' });
	expect(behind.hows()).toEqual([expect.stringMatching(/^gone: fell behind: .* after 6 bytes$/)]);
});

test('the failure of the other lab’s fetch is told with its name', () => {
	const { add, hows } = follow();
	add({ at: '0', data: 'Tyger ' });
	add({ end: 'refused', why: 'connection refused' });
	expect(hows()).toEqual(['failed: bo: connection refused']);
});

test('a fetch that the other lab gave up is gone where nothing has come, else to be had from the upstream', () => {
	const { add, hows } = follow();
	add({ end: 'cancelled' });
	expect(hows()).toEqual(['gone: bo gave the fetch up']);
	const begun = follow();
	begun.add({ at: '0', data: 'Tyger ' });
	begun.add({ end: 'cancelled' });
	expect(begun.hows()).toEqual(['interrupted: bo gave the fetch up']);
});

test('a lab that is gone without a word is found out by asking; an engine that does not answer is not', async () => {
	vi.useFakeTimers();
	let reply: number | Error = away;
	const { hows } = follow({ stillFollows: () => reply });
	await vi.advanceTimersByTimeAsync(1_000);
	expect(hows()).toEqual([]);
	reply = 0;
	await vi.advanceTimersByTimeAsync(1_000);
	expect(hows()).toEqual(['gone: bo, which fetched the poem, is gone']);
});

test('an engine that goes away interrupts it', () => {
	const { stream, hows } = follow();
	stream()?.failed(away);
	expect(hows()).toEqual(['interrupted: the engine is away']);
});

test('whoever leaves says so to the class, once, and nothing comes after that', () => {
	const { fetch, asked, add, hows, text } = follow();
	fetch.abandon();
	fetch.close(cancelled());
	add({ at: '0', data: 'Tyger ' });
	expect(asked).toEqual([['ZREM', 'poetry-lab:followers:poems.example:10000', 'b2:ada']]);
	expect([hows(), text()]).toEqual([['left: cancelled'], '']);
});
