import { afterEach, expect, test, vi } from 'vitest';
import { LeasedFetch } from '../../../source/class/poems/leased-fetch.ts';
import { type Answers, playFetch } from '../../fixtures/class/played-class.ts';

afterEach(() => void vi.useRealTimers());

function lease(answers: Answers = {}) {
	vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
	let entries = 0;
	const append = () => {
		entries += 1;
		return Buffer.from(`${entries}-0`);
	};
	const played = playFetch({ appendChunk: append, endWhole: () => 1, renewLease: () => 1, ...answers });
	const fetch = new LeasedFetch(played.options, 'mine:ada');
	const closed = () => played.upstreams[0]?.closed.map(({ code }) => code);
	const hows = () => played.recorder.of('class-released').map(({ how }) => how);
	return { ...played, fetch, closed, hows };
}

test('clients here have each chunk at once, and the class knows the end before the lab may leave', async () => {
	const { fetch, text, told, endings, hows } = lease();
	fetch.received(Buffer.from('Tyger '));
	expect(text()).toBe('Tyger ');
	fetch.received(Buffer.from('Tyger'));
	fetch.over();
	expect(told.over).toEqual([undefined]);
	await Promise.all(endings);
	expect(hows()).toEqual(['stored']);
});

test('abandoned here, it goes on while another lab follows, and is cancelled once none does', async () => {
	const replies = [0, 0, 1];
	const { fetch, receiver, closed, hows } = lease({ giveUp: () => replies.shift() ?? 1 });
	receiver.isWanted = false;
	fetch.abandon();
	await vi.advanceTimersByTimeAsync(600);
	expect(closed()).toEqual([]);
	await vi.advanceTimersByTimeAsync(500);
	expect([closed(), hows()]).toEqual([['cancelled'], ['given-up']]);
});

test('a client that comes back keeps it', async () => {
	const { fetch, receiver, closed, asked } = lease({ giveUp: () => 0 });
	receiver.isWanted = false;
	fetch.abandon();
	await vi.advanceTimersByTimeAsync(100);
	receiver.isWanted = true;
	await vi.advanceTimersByTimeAsync(2_000);
	expect(closed()).toEqual([]);
	expect(asked.filter(([name]) => name === 'giveUp')).toHaveLength(1);
});

test('a lease that another lab has by now is told as lost, and the clients here are served on', async () => {
	const { fetch, text, hows } = lease({ renewLease: () => 0 });
	await vi.advanceTimersByTimeAsync(1_500);
	fetch.received(Buffer.from('Tyger'));
	expect([hows(), text()]).toEqual([['lost'], 'Tyger']);
});
