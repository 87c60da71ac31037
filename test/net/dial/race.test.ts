import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DialError } from '../../../source/net/dial/dial-error.ts';
import { Race } from '../../../source/net/dial/race.ts';
import type { Found } from '../../../source/net/look-up/look-up.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A race whose look-up and whose attempts do what the test says. */
function race({ limitMs = 10_000 }: { readonly limitMs?: number } = {}) {
	const sockets = new Map<string, Socket>();
	let found: Found = () => {};
	let lookedUp: (failure?: DialError) => void = () => {};
	let hasLeft = false;
	let winner: Socket | undefined;
	let lost: DialError | undefined;
	const done = new Promise<void>((resolve, reject) => {
		lookedUp = failure => (failure === undefined ? resolve() : reject(failure));
	});
	const racing = new Race(
		{
			host: 'rose.example',
			port: 10_000,
			limitMs,
			lookUp(_, take) {
				found = take;
				return {
					done,
					leave() {
						hasLeft = true;
					},
				};
			},
			open(address) {
				const socket = new Socket();
				sockets.set(address, socket);
				return socket;
			},
		},
		{
			won(socket) {
				winner = socket;
			},
			lost(failure) {
				lost = failure;
			},
		},
	);
	const fail = (address: string, code: string) => {
		sockets.get(address)?.emit('error', Object.assign(new Error(code), { code }));
	};
	return {
		racing,
		found: (...addresses: readonly string[]) => found(addresses),
		async lookedUp(failure?: DialError) {
			lookedUp(failure);
			await vi.advanceTimersByTimeAsync(0);
		},
		connects: (address: string) => sockets.get(address)?.emit('connect'),
		refuses: (address: string) => fail(address, 'ECONNREFUSED'),
		fail,
		tried: () => [...sockets.keys()],
		isDestroyed: (address: string) => sockets.get(address)?.destroyed,
		hasLeft: () => hasLeft,
		winner: () => [...sockets].find(([, socket]) => socket === winner)?.[0],
		lost: () => lost,
	};
}

const [a6, b6, a4, b4] = ['2001:db8::1', '2001:db8::2', '192.0.2.1', '192.0.2.2'] as const;

describe('the addresses of a name', () => {
	test('are tried a quarter of a second after each other, IPv6 and IPv4 in turn', async () => {
		const { found, lookedUp, tried } = race();
		found(a6, b6);
		found(a4, b4);
		await lookedUp();
		expect(tried()).toEqual([a6]);
		vi.advanceTimersByTime(249);
		expect(tried()).toEqual([a6]);
		vi.advanceTimersByTime(1);
		expect(tried()).toEqual([a6, a4]);
		vi.advanceTimersByTime(500);
		expect(tried()).toEqual([a6, a4, b6, b4]);
	});

	test('are tried at once where the one before refuses', async () => {
		const { found, lookedUp, refuses, tried } = race();
		found(a4, b4);
		await lookedUp();
		refuses(a4);
		expect(tried()).toEqual([a4, b4]);
	});

	test('are each tried once, however often they are found', async () => {
		const { found, lookedUp, refuses, tried, lost } = race();
		found(a4, a4);
		found(a4);
		await lookedUp();
		refuses(a4);
		expect(tried()).toEqual([a4]);
		expect(lost()).toMatchObject({ code: 'refused', message: 'connection refused' });
	});

	test('of IPv4 wait a moment for those of IPv6, and no longer', () => {
		const { found, tried } = race();
		found(a4);
		vi.advanceTimersByTime(49);
		expect(tried()).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(tried()).toEqual([a4]);
	});

	test('of IPv6 come first where they are found in that moment', () => {
		const { found, tried } = race();
		found(a4);
		found(a6);
		expect(tried()).toEqual([a6]);
	});

	test('that are found late are still tried, when all before them have failed', async () => {
		const { found, refuses, lookedUp, tried, lost } = race();
		found(a4);
		vi.advanceTimersByTime(50);
		refuses(a4);
		vi.advanceTimersByTime(5_000);
		expect(lost()).toBeUndefined();
		found(a6);
		expect(tried()).toEqual([a4, a6]);
		await lookedUp();
		expect(lost()).toBeUndefined();
	});

	test('are tried sooner where there is little time', () => {
		const { found, tried } = race({ limitMs: 200 });
		found(a6, b6);
		vi.advanceTimersByTime(50);
		expect(tried()).toEqual([a6, b6]);
	});
});

describe('the first to connect', () => {
	test('wins; the others are closed, and no more are tried or looked up', async () => {
		const { found, connects, tried, isDestroyed, winner, hasLeft } = race();
		found(a6, b6, a4);
		vi.advanceTimersByTime(250);
		connects(a4);
		expect(winner()).toBe(a4);
		expect(isDestroyed(a6)).toBe(true);
		expect(isDestroyed(a4)).toBe(false);
		expect(hasLeft()).toBe(true);
		vi.advanceTimersByTime(5_000);
		expect(tried()).toEqual([a6, a4]);
		expect(vi.getTimerCount()).toBe(0);
	});

	test('may be the first one after all, when the second has refused', async () => {
		const { found, lookedUp, refuses, connects, winner, lost, isDestroyed } = race();
		found(a4, b4);
		await lookedUp();
		vi.advanceTimersByTime(250);
		refuses(b4);
		vi.advanceTimersByTime(9_000);
		expect(isDestroyed(a4)).toBe(false);
		expect(lost()).toBeUndefined();
		connects(a4);
		expect(winner()).toBe(a4);
	});
});

describe('what is told when none connects', () => {
	test('is the reason of each, with its address', async () => {
		const { found, lookedUp, refuses, fail, lost } = race();
		found(a6, a4);
		await lookedUp();
		fail(a6, 'ENETUNREACH');
		expect(lost()).toBeUndefined();
		refuses(a4);
		expect(lost()).toMatchObject({
			code: 'refused',
			message: `${a6}: the network cannot be reached; ${a4}: connection refused`,
		});
	});

	test('is what the name server said, where there is no address', async () => {
		const { lookedUp, lost } = race();
		await lookedUp(new DialError('unreachable', 'no such host'));
		expect(lost()).toMatchObject({ code: 'unreachable', message: 'no such host' });
	});

	test('is bounded, however many addresses there are', async () => {
		const { found, lookedUp, refuses, lost, tried } = race();
		found(...Array.from({ length: 200 }, (_, index) => `192.0.2.${index}`));
		await lookedUp();
		for (let index = 0; index < 200; index++) {
			refuses(tried()[index] ?? '');
		}
		expect(lost()?.message).toMatch(/192\.0\.2\.7: connection refused; and 192 more addresses$/);
	});

	test('at a bound of time is who refused and who has not answered', async () => {
		const { racing, found, lookedUp, refuses } = race();
		found(a4, b4);
		await lookedUp();
		refuses(a4);
		expect(racing.timedOut('timed out: not connected within 500 ms', 500)).toMatchObject({
			code: 'timed-out',
			message: `${a4}: connection refused; ${b4}: timed out: not connected within 500 ms`,
		});
	});

	test('at a bound of time is that the name server kept silent, while there is no address', () => {
		const { racing } = race();
		expect(racing.timedOut('timed out: not done within 500 ms', 500)).toMatchObject({
			code: 'timed-out',
			message: 'timed out: no name server answered within 500 ms',
		});
	});

	test('at a bound of time names the other addresses that may still be found', () => {
		const { racing, found, refuses } = race();
		found(a4);
		vi.advanceTimersByTime(50);
		refuses(a4);
		expect(racing.timedOut('timed out: not connected within 500 ms', 500).message).toBe(
			`${a4}: connection refused; other addresses: timed out: no name server answered within 500 ms`,
		);
	});
});

test('a race that is stopped closes all it tried, leaves its look-up and tells nothing', async () => {
	const { racing, found, lookedUp, isDestroyed, hasLeft, lost, winner } = race();
	found(a6, a4);
	vi.advanceTimersByTime(250);
	racing.stop();
	expect([isDestroyed(a6), isDestroyed(a4), hasLeft()]).toEqual([true, true, true]);
	await lookedUp();
	found(b4);
	expect([lost(), winner(), vi.getTimerCount()]).toEqual([undefined, undefined, 0]);
});
