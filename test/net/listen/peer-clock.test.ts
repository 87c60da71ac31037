import { expect, test } from 'vitest';
import { PeerClock } from '../../../source/net/listen/peer-clock.ts';

const still = { taken: 10, waitsOnPeer: true, halfClosed: false };

test('a peer is still since the first check that saw nothing new', () => {
	const clock = new PeerClock(1_000);
	expect(clock.stillForMs(still, 1_100)).toBe(0);
	expect(clock.stillForMs(still, 1_400)).toBe(300);
	expect(clock.stillForMs({ ...still }, 1_500)).toBe(400);
});

test.each([{ taken: 11 }, { waitsOnPeer: false }, { halfClosed: true }])(
	'a peer has moved when it shows %j',
	change => {
		const clock = new PeerClock(0);
		clock.stillForMs(still, 0);
		expect(clock.stillForMs({ ...still, ...change }, 500)).toBe(0);
		expect(clock.stillForMs({ ...still, ...change }, 700)).toBe(200);
	},
);

test('a connection on which nothing ever happened is still since it opened', () => {
	const clock = new PeerClock(1_000);
	expect(clock.stillForMs({ taken: 0, waitsOnPeer: false, halfClosed: false }, 1_300)).toBe(300);
});
