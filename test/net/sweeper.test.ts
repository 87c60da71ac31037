import { EventEmitter, once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { defaultBounds } from '../../source/net/bounds.ts';
import { createSweeper } from '../../source/net/sweeper.ts';
import { bareClient, bareServer } from '../fixtures/raw-peers.ts';

test('a program that was held up hears what its peers did meanwhile before it looks which of them are still', async () => {
	const told: string[] = [];
	const peer = new EventEmitter();
	const swept = once(peer, 'swept');
	const connections = new Set([
		{
			sweep() {
				told.push('looked');
				peer.emit('swept');
			},
		},
	]);
	const bounds = { ...defaultBounds, readTimeoutMs: 20 };
	const sweeper = createSweeper({ bounds, connections, expectsRequest: false, halfCloseGraceMs: 20 }, () => 0);
	onTestFinished(() => sweeper.stop());
	const { port, server } = await bareServer(socket => {
		socket.on('data', () => told.push('heard'));
	});
	const { socket } = bareClient(port);
	await once(server, 'connection');
	// Between two turns of the loop: the next one begins with the timers.
	await new Promise(setImmediate);
	sweeper.start();
	socket.write('a word');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
	await swept;
	expect(told.slice(0, 2)).toEqual(['heard', 'looked']);
});
