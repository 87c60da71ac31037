import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { anyPorts, eventWith, programPath, startShell } from '../fixtures/program.ts';

test('who is turned away for want of file descriptors is told and counted, each of them, and the words come once', async () => {
	const words = `ulimit -n 60; exec "${process.execPath}" "${programPath}" serve --json ${anyPorts.join(' ')}`;
	const program = startShell(words);
	const { port } = (await program.line(eventWith({ type: 'server-listening', server: 'poetry/ozymandias' }))) ?? {};
	await program.line(eventWith({ type: 'ready' }));
	const clients = Array.from({ length: 40 }, () => connect(Number(port), '127.0.0.1').on('error', () => {}));
	onTestFinished(() => {
		for (const client of clients) {
			client.destroy();
		}
	});
	const last = clients.at(-1);
	await Promise.all(clients.map(client => once(client, 'connect')));
	await program.line(eventWith({ type: 'connection-opened', peerPort: last?.localPort }));
	await program.line(eventWith({ type: 'connection-closed', how: 'over-bound', bound: 'descriptors' }));
	program.child.kill('SIGTERM');
	const { stdout, stderr } = await program.ended;
	const lines = stdout.toString().split('\n');
	expect(lines.filter(line => line.includes('"connection-opened"'))).toHaveLength(40);
	const turnedAway = lines.filter(line => line.includes('"bound":"descriptors"'));
	expect(turnedAway.length).toBeGreaterThan(5);
	expect(turnedAway.length).toBeLessThan(40);
	expect(stderr.match(/out of file descriptors/g)).toHaveLength(1);
});

test('servers that cannot listen for want of file descriptors end it, and the words say what helps', async () => {
	const words = `ulimit -n 40; exec "${process.execPath}" "${programPath}" serve --json ${anyPorts.join(' ')}`;
	const upstreams = Array.from({ length: 40 }, (_, n) => `--upstream 127.0.0.2:${n + 1}`);
	const { code, stderr } = await startShell(`${words} ${upstreams.join(' ')}`).ended;
	expect(code).toBe(1);
	expect(stderr).toContain('no more files and connections may be open; raise the limit with ulimit -n');
});
