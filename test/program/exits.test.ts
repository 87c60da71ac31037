import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { patiently, soonMs } from '../fixtures/patience.ts';
import { anyPorts, programPath, startShell } from '../fixtures/program.ts';
import { gone, hasShell, openShell, type Shell } from '../fixtures/shell.ts';

const preload = fileURLToPath(new URL('../fixtures/stuck-file.cjs', import.meta.url));

let shell: Shell | undefined;
afterEach(() => {
	shell?.pty.kill('SIGKILL');
	shell = undefined;
});

async function newFifo(): Promise<string> {
	const dir = await mkdtemp(join(tmpdir(), 'poetry-lab-exits-'));
	onTestFinished(() => rm(dir, { recursive: true }));
	const fifo = join(dir, 'fifo');
	execFileSync('mkfifo', [fifo]);
	return fifo;
}

/** A line of shell that becomes the built program, of which every thread waits for a file that never comes. */
async function stuck(...args: readonly string[]): Promise<string> {
	const fifo = await newFifo();
	const words = [process.execPath, programPath, ...args].map(word => `'${word}'`).join(' ');
	return `TEST_FIFO='${fifo}' NODE_OPTIONS='--require "${preload}"' exec ${words}`;
}

/** The port of a server that says nothing, and when somebody has come. */
async function silentServer() {
	const server = createServer(socket => socket.on('error', () => {})).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return { host: `127.0.0.1:${port}`, visited: once(server, 'connection') };
}

/** Asks twice, as a person does; gives the milliseconds from the second time to the end. */
async function askTwice(pid: number, over: Promise<unknown>): Promise<number> {
	process.kill(pid, 'SIGINT');
	// What comes sooner would be the same request.
	const askAgain = performance.now() + 300;
	await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(askAgain), patiently);
	const askedAt = performance.now();
	process.kill(pid, 'SIGINT');
	await over;
	return performance.now() - askedAt;
}

describe.skipIf(process.platform === 'win32')('a program that waits for a file that never comes', () => {
	test('is over soon after the second signal: serve', async () => {
		const { child, ended, line } = startShell(await stuck('serve', ...anyPorts));
		await line(text => text.includes('proxy/tyger') || undefined);
		expect(await askTwice(child.pid ?? 0, ended)).toBeLessThan(soonMs);
		const { code, signal } = await ended;
		expect(code ?? signal).toBe('SIGINT');
	});

	test.each([
		['get', []],
		['crowd', ['--clients', '3']],
	])('is over soon after the second signal: %s', async (command, flags) => {
		const { host, visited } = await silentServer();
		const { child, ended } = startShell(await stuck(command, host, ...flags));
		await visited;
		expect(await askTwice(child.pid ?? 0, ended)).toBeLessThan(soonMs);
	});

	test.skipIf(!hasShell)('is over soon after the second signal: the lab', async () => {
		shell = await openShell();
		shell.run(`(${await stuck(...anyPorts)})`);
		await shell.shows('proxy/ecstasy');
		const pid = shell.child();
		shell.mark();
		expect(await askTwice(pid, gone(pid))).toBeLessThan(soonMs);
		await shell.asks(130);
		expect(shell.seen().buffer).toBe('normal');
	});
});

test.skipIf(process.platform === 'win32')(
	'a get whose reader takes nothing is over soon after the second signal',
	async () => {
		const server = createServer(socket => {
			socket.on('error', () => {});
			socket.end(Buffer.alloc(4_000_000));
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		onTestFinished(() => {
			server.close();
		});
		const address = server.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const fifo = await newFifo();
		const reading = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
		onTestFinished(() => closeSync(reading));
		const { child, ended } = startShell(
			`exec '${process.execPath}' '${programPath}' get 127.0.0.1:${port} > '${fifo}'`,
		);
		// Its first byte shows that it writes; it has far more than there is room for.
		await vi.waitFor(() => expect(readSync(reading, Buffer.alloc(1))).toBe(1), patiently);
		expect(await askTwice(child.pid ?? 0, ended)).toBeLessThan(soonMs);
		expect((await ended).code).toBe(130);
	},
);
