import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeLimit } from '../../../source/transforms/user/time-limit.ts';
import { bareClient, bareServer } from '../../fixtures/raw-peers.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** So much time passes, millisecond by millisecond, each with a turn of the loop. */
async function pass(ms: number): Promise<void> {
	for (let passed = 0; passed < ms; passed += 1) {
		vi.advanceTimersByTime(1);
		await new Promise(setImmediate);
	}
}

/** A limit of 5 s that has begun, and how long its process has waited for a core. */
function begun() {
	const machine = { waitedMs: 700 };
	const late = vi.fn();
	const limit = new TimeLimit();
	limit.begin(5_000, late, () => machine.waitedMs);
	return { machine, late, limit };
}

test('it is over at its time where the process had a core whenever it needed one', async () => {
	const { late } = begun();
	await pass(4_999);
	expect(late).not.toHaveBeenCalled();
	await pass(1);
	expect(late).toHaveBeenCalledOnce();
});

test('what the process waits for a core meanwhile is added, also while that time goes by', async () => {
	const { machine, late } = begun();
	machine.waitedMs += 2_000;
	await pass(5_000);
	machine.waitedMs += 500;
	await pass(2_499);
	expect(late).not.toHaveBeenCalled();
	await pass(1);
	expect(late).toHaveBeenCalledOnce();
});

test('on a machine that gives the process no core at all it is over after a minute', async () => {
	const { machine, late } = begun();
	machine.waitedMs = Number.POSITIVE_INFINITY;
	await pass(59_999);
	expect(late).not.toHaveBeenCalled();
	await pass(1);
	expect(late).toHaveBeenCalledOnce();
});

test('begun anew, or stopped, it says nothing of the time before', async () => {
	const { late, limit } = begun();
	await pass(4_000);
	limit.begin(5_000, late);
	await pass(4_999);
	limit.stop();
	await pass(60_000);
	expect(late).not.toHaveBeenCalled();
});

test('what the process did while this one was held up is heard before it counts as late', async () => {
	vi.useRealTimers();
	const { port, server } = await bareServer(() => {});
	const { socket } = bareClient(port);
	const [answer] = (await once(server, 'connection')) as [Socket];
	const late = vi.fn();
	const limit = new TimeLimit();
	limit.begin(20, late);
	answer.once('data', () => limit.stop());
	// Between two turns of the loop: the next one begins with the timers.
	await new Promise(setImmediate);
	socket.write('an answer');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
	await once(answer, 'data');
	await new Promise(setImmediate);
	expect(late).not.toHaveBeenCalled();
});
