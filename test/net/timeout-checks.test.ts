import { EventEmitter, once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { createTimeoutChecks } from '../../source/net/timeout-checks.ts';
import { bareClient, bareServer } from '../fixtures/raw-peers.ts';

test('a program that was held up hears what its peers did meanwhile before it looks which of them are still', async () => {
	const told: string[] = [];
	const peer = new EventEmitter();
	const checked = once(peer, 'checked');
	const connections = new Set([
		{
			checkTimeouts() {
				told.push('looked');
				peer.emit('checked');
			},
		},
	]);
	const checks = createTimeoutChecks(connections, { shortestMs: 20, clock: () => 0 });
	onTestFinished(() => checks.stop());
	const { port, server } = await bareServer(socket => {
		socket.on('data', () => told.push('heard'));
	});
	const { socket } = bareClient(port);
	await once(server, 'connection');
	// Between two turns of the loop: the next one begins with the timers.
	await new Promise(setImmediate);
	checks.start();
	socket.write('a word');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
	await checked;
	expect(told.slice(0, 2)).toEqual(['heard', 'looked']);
});
