import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
	type FetchTransformedPoemOptions,
	fetchTransformedPoem,
	type TransformedPoem,
} from '../../../source/services/client/fetch-transformed-poem.ts';
import { startPoetryServer } from '../../../source/services/poetry-server.ts';
import { startTransformServer } from '../../../source/services/transform-server.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

const poem = Buffer.from('Tyger Tyger, burning bright\n');
const at = (port: number) => ({ host: '127.0.0.1', port });

async function poet() {
	const server = await startPoetryServer({ server: 'poetry/p', ...at(0), poem }, createRecorder());
	onTestFinished(() => server.close());
	return at(server.port);
}

async function transformer() {
	const transforms = new Map([
		['lower', { name: 'lower', summary: '', apply: (text: string) => text.toLowerCase() }],
		['twice', { name: 'twice', summary: '', apply: async (text: string) => text + text }],
	]);
	const server = await startTransformServer({ server: 'transform', ...at(0), transforms }, createRecorder());
	onTestFinished(() => server.close());
	return at(server.port);
}

async function played(serve: (socket: Socket) => void) {
	return at((await bareServer(serve)).port);
}

function fetch(options: Omit<FetchTransformedPoemOptions, 'via'> & { via?: FetchTransformedPoemOptions['via'] }) {
	const recorder = createRecorder();
	return { recorder, result: fetchTransformedPoem({ via: at(1), ...options }, recorder) };
}

/** Only what is to time out is hurried: a busy machine may take longer for the rest. */
const boundFor = (code: string) => (code === 'timed-out' ? { idleTimeoutMs: 500 } : {});

const textOf = ({ pieces }: TransformedPoem) => Buffer.concat(pieces).toString();

const types = (recorder: ReturnType<typeof createRecorder>) =>
	recorder.events.map(({ type }) => type).filter(type => /^(fetch|poem)/.test(type));

describe('a fetch', () => {
	test('without transforms gives the poem', async () => {
		const { recorder, result } = fetch({ address: await poet(), transforms: [] });
		expect(await result).toMatchObject({ pieces: [poem], failures: [] });
		expect(types(recorder)).toEqual(['fetch-started', 'poem-received', 'fetch-succeeded']);
		expect(recorder.of('dial-closed')).toMatchObject([{ bytesIn: poem.length, bytesOut: 0 }]);
		expect(recorder.of('dial-closed')[0]).not.toHaveProperty('failure');
	});

	test('runs its transforms in order', async () => {
		const { recorder, result } = fetch({
			address: await poet(),
			via: await transformer(),
			transforms: ['lower', 'twice'],
		});
		const lower = poem.toString().toLowerCase();
		expect(textOf(await result)).toBe(lower + lower);
		expect(recorder.of('fetch-transform-succeeded')).toMatchObject([
			{ transform: 'lower', step: 0, bytes: poem.length },
			{ transform: 'twice', step: 1, bytes: poem.length * 2 },
		]);
	});

	test('goes on with the poem as it was before a transform that failed', async () => {
		const { recorder, result } = fetch({
			address: await poet(),
			via: await transformer(),
			transforms: ['lower', 'unknown', 'twice'],
		});
		const lower = poem.toString().toLowerCase();
		const got = await result;
		expect(textOf(got)).toBe(lower + lower);
		expect(got.failures).toEqual([
			{ transform: 'unknown', code: 'closed-without-reply', why: 'the server closed without a reply' },
		]);
		expect(types(recorder).at(-1)).toBe('fetch-fell-back');
		expect(recorder.of('fetch-fell-back')).toMatchObject([{ why: 'unknown: the server closed without a reply' }]);
	});

	test('falls back to the original when the transform server is not there', async () => {
		const { result } = fetch({ address: await poet(), via: at(await closedPort()), transforms: ['lower'] });
		expect(await result).toMatchObject({ pieces: [poem], failures: [{ code: 'refused', why: 'connection refused' }] });
	});

	test.each<[string, string, (socket: Socket) => void]>([
		['bad-reply', 'is no netstring', socket => socket.end('no netstring')],
		['bad-reply', 'in the middle', socket => socket.end('10:half')],
		['too-long', 'over the limit', socket => socket.end('99999999999:')],
		['reset', 'reset', socket => socket.once('data', () => socket.resetAndDestroy())],
		['reset', 'reset', socket => socket.once('data', () => socket.write('10:half', () => socket.resetAndDestroy()))],
		['closed-without-reply', 'without a reply', socket => socket.resume().end()],
		['timed-out', 'timed out: silent for 500 ms', socket => socket.resume()],
	])('tells a transform that failed with %s (%s)', async (code, why, serve) => {
		const via = await played(serve);
		const { result } = fetch({ address: await poet(), via, transforms: ['lower'], ...boundFor(code) });
		expect(await result).toMatchObject({ pieces: [poem], failures: [{ code, why: expect.stringContaining(why) }] });
	});

	test('takes the first reply, whatever comes after it', async () => {
		const via = await played(socket => socket.resume().write('4:poem,and more'));
		const { result } = fetch({ address: await poet(), via, transforms: ['lower'] });
		expect(textOf(await result)).toBe('poem');
	});

	test.each<[string, (socket: Socket) => void]>([
		['empty', socket => socket.end()],
		['reset', socket => socket.resetAndDestroy()],
		['reset', socket => socket.write('half a po', () => socket.resetAndDestroy())],
		['timed-out', socket => socket.write('half a po')],
	])('without a poem fails with %s', async (code, serve) => {
		const { recorder, result } = fetch({ address: await played(serve), transforms: ['lower'], ...boundFor(code) });
		await expect(result).rejects.toMatchObject({ name: 'FetchError', code });
		expect(types(recorder)).toEqual(['fetch-started', 'fetch-failed']);
		expect(recorder.of('fetch-failed')).toMatchObject([{ code }]);
	});

	test('fails when the whole takes too long, although bytes keep coming', async () => {
		const address = await played(socket => {
			const timer = setInterval(() => socket.write('a'), 10);
			socket.on('close', () => clearInterval(timer));
		});
		const { result } = fetch({ address, transforms: [], timeoutMs: 80 });
		await expect(result).rejects.toMatchObject({ code: 'timed-out', message: 'timed out: not done within 80 ms' });
	});

	test('from a port where nobody listens is refused', async () => {
		const { result } = fetch({ address: at(await closedPort()), transforms: [] });
		await expect(result).rejects.toMatchObject({ code: 'refused', message: 'connection refused' });
	});

	test('from a host that does not exist is told as unreachable', async () => {
		const { result } = fetch({ address: { host: 'no-such-host.invalid', port: 1 }, transforms: [] });
		await expect(result).rejects.toMatchObject({ code: 'unreachable' });
	});

	test('of a name with a dot is wrong use, and does not begin', async () => {
		const { recorder, result } = fetch({ address: await poet(), transforms: ['a.b'] });
		await expect(result).rejects.toThrow(RangeError);
		expect(recorder.events).toEqual([]);
	});
});

describe('cancelling a fetch', () => {
	test('before it began opens no connection', async () => {
		const { recorder, result } = fetch({ address: await poet(), transforms: [], signal: AbortSignal.abort() });
		await expect(result).rejects.toMatchObject({ code: 'cancelled' });
		expect(recorder.of('dial-started')).toHaveLength(0);
	});

	test('during the poem reaches the poetry server at once', async () => {
		const controller = new AbortController();
		const heard = deferred<string>();
		const address = await played(socket => {
			socket.on('error', () => heard.resolve('reset'));
			socket.resume().write('half a po');
		});
		const { recorder, result } = fetch({ address, transforms: [], signal: controller.signal });
		await recorder.seen('dial-received');
		controller.abort();
		await expect(result).rejects.toMatchObject({ code: 'cancelled' });
		expect(await heard.promise).toBe('reset');
	});

	test('during a transform is no fall-back', async () => {
		const controller = new AbortController();
		const via = await played(socket => socket.resume());
		const { recorder, result } = fetch({
			address: await poet(),
			via,
			transforms: ['lower', 'twice'],
			signal: controller.signal,
		});
		await recorder.seen('dial-sent');
		controller.abort();
		await expect(result).rejects.toMatchObject({ code: 'cancelled' });
		expect(types(recorder).slice(-2)).toEqual(['fetch-transform-failed', 'fetch-failed']);
		expect(recorder.of('fetch-transform-started')).toHaveLength(1);
	});

	test('leaves no listener on the signal', async () => {
		const controller = new AbortController();
		const { signal } = controller;
		const { result } = fetch({ address: await poet(), via: await transformer(), transforms: ['lower'], signal });
		await result;
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

function deferred<T>() {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>(settle => {
		resolve = settle;
	});
	return { promise, resolve };
}
