import { expect, test } from 'vitest';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { exchange } from './load.ts';

test('it plays as many exchanges as were ordered, and never with more clients at once', async () => {
	let open = 0;
	let most = 0;
	let served = 0;
	const { port } = await bareServer(socket => {
		open += 1;
		served += 1;
		most = Math.max(most, open);
		socket.on('close', () => {
			open -= 1;
		});
		socket.resume();
		socket.end('a poem');
	});
	const report = await exchange({ port, clients: 4, answerBytes: 6, count: 50 });
	expect(report).toMatchObject({ completed: 50, failed: 0 });
	expect(served).toBe(50);
	expect(most).toBeLessThanOrEqual(4);
});

test('an answer of another length and a reset are failures, and no latencies', async () => {
	let turn = 0;
	const { port } = await bareServer(socket => {
		turn += 1;
		socket.resume();
		if (turn === 1) {
			socket.end('half');
		} else if (turn === 2) {
			socket.write('a po', () => socket.resetAndDestroy());
		} else {
			socket.end('a poem');
		}
	});
	expect(await exchange({ port, clients: 1, answerBytes: 6, count: 3 })).toMatchObject({ completed: 1, failed: 2 });
});

test('each client says the request', async () => {
	const requests: string[] = [];
	const { port } = await bareServer(socket =>
		socket.on('data', chunk => {
			requests.push(String(chunk));
			socket.end('ok');
		}),
	);
	const request = Buffer.from('3:a.b,').toString('base64');
	await exchange({ port, clients: 2, answerBytes: 2, count: 2, request });
	expect(requests).toEqual(['3:a.b,', '3:a.b,']);
});

test('a latency goes up to the moment that was asked for', async () => {
	let clock = 0;
	const { port } = await bareServer(socket => {
		socket.resume();
		socket.write('a');
		end = () => {
			clock = 1_000;
			socket.end('b');
		};
		if (!waitsForByte) {
			end();
		}
	});
	let end = () => {};
	let waitsForByte = false;
	const order = { port, clients: 1, answerBytes: 2, count: 1 };
	expect(await exchange({ ...order, until: 'end' }, () => clock)).toMatchObject({ p50Ms: 1_000, elapsedMs: 1_000 });

	waitsForByte = true;
	let looks = 0;
	const byteSeen = () => {
		looks += 1;
		// The start of all, of the first client, of its exchange; then its first byte.
		if (looks === 4) {
			queueMicrotask(end);
		}
		return clock;
	};
	clock = 0;
	expect(await exchange({ ...order, until: 'first-byte' }, byteSeen)).toMatchObject({ p50Ms: 0, elapsedMs: 1_000 });
});
