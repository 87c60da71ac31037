import { expect, test } from 'vitest';
import { PeerClock } from '../../../source/net/listen/peer-clock.ts';
import type { Asking } from '../../../source/net/listen/unread-bytes.ts';

/** A clock of a peer that opened at 1 s and may be still for 1 s; the system says of its bytes what is in this list. */
function clockOf({ openedAt = 1_000, unread = [] as (number | undefined)[] } = {}) {
	return new PeerClock(openedAt, 1_000, () => unread.shift());
}

const still = { taken: 10, waitsOnPeer: true, halfClosed: false };

test('a peer is still since the first check that saw nothing new', () => {
	const clock = clockOf();
	expect(clock.stillForMs(still, 1_100)).toBe(0);
	expect(clock.stillForMs(still, 1_400)).toBe(300);
	expect(clock.stillForMs({ ...still }, 1_500)).toBe(400);
});

test.each([{ taken: 11 }, { waitsOnPeer: false }, { halfClosed: true }])(
	'a peer has moved when it shows %j',
	change => {
		const clock = clockOf({ openedAt: 0 });
		clock.stillForMs(still, 0);
		expect(clock.stillForMs({ ...still, ...change }, 500)).toBe(0);
		expect(clock.stillForMs({ ...still, ...change }, 700)).toBe(200);
	},
);

test('a connection on which nothing ever happened is still since it opened', () => {
	const clock = clockOf();
	expect(clock.stillForMs({ taken: 0, waitsOnPeer: false, halfClosed: false }, 1_300)).toBe(300);
});

test('a peer that reads less than the system needs to take more has moved, as the system tells once it is asked', () => {
	const unread = [900, 900, 850, 850];
	const clock = clockOf({ unread });
	expect(clock.stillForMs(still, 1_000)).toBe(0);
	expect(clock.stillForMs(still, 1_200)).toBe(200);
	expect(unread).toHaveLength(4);
	expect(clock.stillForMs(still, 1_250)).toBe(250);
	expect(clock.stillForMs(still, 1_700)).toBe(700);
	expect(clock.stillForMs(still, 1_900)).toBe(0);
	expect(clock.stillForMs(still, 2_100)).toBe(200);
	expect(clock.stillForMs(still, 2_900)).toBe(1_000);
	expect(unread).toHaveLength(0);
});

test('the system is asked for what it told since the peer moved, eight times in the time for which that may be still', () => {
	const asked: Asking[] = [];
	const clock = new PeerClock(0, 1_000, then => {
		asked.push(then);
		return undefined;
	});
	clock.stillForMs(still, 100);
	clock.stillForMs(still, 400);
	expect(asked).toEqual([{ maxAgeMs: 300, everyMs: 125 }]);
});

test('bytes that the system holds since the peer moved are compared with none from before', () => {
	const clock = clockOf({ unread: [900, 100, 100] });
	clock.stillForMs(still, 1_000);
	clock.stillForMs(still, 1_600);
	clock.stillForMs({ ...still, taken: 11 }, 1_700);
	expect(clock.stillForMs({ ...still, taken: 11 }, 2_300)).toBe(600);
	expect(clock.stillForMs({ ...still, taken: 11 }, 2_700)).toBe(1_000);
});

test('a peer is still where the system does not say what it holds, or where it is not the peer’s turn', () => {
	const clock = clockOf({ unread: [undefined, undefined] });
	clock.stillForMs(still, 1_000);
	expect(clock.stillForMs(still, 1_600)).toBe(600);
	expect(clock.stillForMs(still, 2_000)).toBe(1_000);
	const idle = clockOf({ openedAt: 0, unread: [9, 8] });
	idle.stillForMs({ ...still, waitsOnPeer: false }, 0);
	idle.stillForMs({ ...still, waitsOnPeer: false }, 800);
	expect(idle.stillForMs({ ...still, waitsOnPeer: false }, 900)).toBe(900);
});
