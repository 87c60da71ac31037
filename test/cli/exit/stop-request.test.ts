import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStopRequest } from '../../../source/cli/exit/stop-request.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A request, the signals it takes, and what came of them. */
function listen() {
	const signals = new EventEmitter();
	const clock = { ms: 1_000 };
	const seen: string[] = [];
	const request = createStopRequest({
		signals,
		now: () => clock.ms,
		exit: code => seen.push(`exit ${code}`),
	});
	void request.requested.then(code => seen.push(`stop with ${code}`));
	void request.insisted.then(() => seen.push('insist'));
	/** A signal so long after the one before, and all that follows from it at once. */
	const signal = async (name: string, afterMs = 0): Promise<readonly string[]> => {
		clock.ms += afterMs;
		signals.emit(name);
		await Promise.resolve();
		return seen;
	};
	return { request, seen, signal };
}

test('the first signal gives the exit code, a later one insists, and the next one ends the program with that code', async () => {
	const { signal } = listen();
	expect(await signal('SIGINT')).toEqual(['stop with 130']);
	expect(await signal('SIGTERM', 300)).toEqual(['stop with 130', 'insist']);
	expect(await signal('SIGTERM', 10)).toEqual(['stop with 130', 'insist', 'exit 130']);
});

test('the same request told by many at the same moment insists on nothing', async () => {
	const { signal } = listen();
	await signal('SIGHUP');
	await signal('SIGTERM', 5);
	expect(await signal('SIGHUP', 200)).toEqual(['stop with 129']);
});

test('a terminal that is gone is one request, however late and however often it is told', async () => {
	const { request, signal } = listen();
	request.request(129);
	await signal('SIGHUP', 5_000);
	await signal('SIGHUP', 5_000);
	expect(await signal('SIGTERM', 10)).toEqual(['stop with 129', 'insist']);
});

test('a terminal that goes while the program ends insists once', async () => {
	const { request, signal } = listen();
	await signal('SIGINT');
	expect(await signal('SIGHUP', 300)).toEqual(['stop with 130', 'insist']);
	request.request(129);
	expect(await signal('SIGHUP', 300)).toEqual(['stop with 130', 'insist']);
});

test('a signal after a request from inside insists, with the code from inside', async () => {
	const { request, signal } = listen();
	request.request(0);
	request.request(1);
	expect(await signal('SIGINT', 300)).toEqual(['stop with 0', 'insist']);
});

test('a program that was told once may take as long as it needs', async () => {
	const { signal, seen } = listen();
	await signal('SIGINT');
	vi.advanceTimersByTime(60_000);
	expect(seen).toEqual(['stop with 130']);
});

test.each([
	['at the same moment', 5],
	['later', 300],
])('a program that was told a second time, %s, is over within 2 s, with the first code', async (_, afterMs) => {
	const { signal, seen } = listen();
	await signal('SIGINT');
	await signal('SIGTERM', afterMs);
	expect(seen).not.toContain('exit 130');
	vi.advanceTimersByTime(1_700);
	expect(seen).toContain('exit 130');
});
