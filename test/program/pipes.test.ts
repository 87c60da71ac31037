import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { isFree } from '../fixtures/closed-port.ts';
import { anyPorts, eventWith, programPath, start, startShell } from '../fixtures/program.ts';

let running: ReturnType<typeof start> | undefined;
afterEach(async () => {
	running?.child.kill('SIGKILL');
	await running?.ended;
	running = undefined;
});

const program = `"${process.execPath}" "${programPath}"`;
const lab = anyPorts.join(' ');
/** A file that takes nothing, where the system has one. */
const full = '/dev/full';
const hasFull = statSync(full, { throwIfNoEntry: false })?.isCharacterDevice() ?? false;

/** A line of bash, which tells the exit code of the first command in a pipe. */
async function inBash(line: string) {
	const { stdout, stderr } = await startShell(`exec bash -c '${line}; echo "\${PIPESTATUS[0]}" >&2'`).ended;
	const told = stderr.trimEnd().split('\n');
	return { stdout: stdout.toString(), code: Number(told.pop()), words: told.join('\n') };
}

/** A server that sends every client this many bytes. */
async function serveBytes(length: number) {
	const server = createServer(socket => socket.on('error', () => {}).end(Buffer.alloc(length, 'a'))).listen(
		0,
		'127.0.0.1',
	);
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	return { server, address: `127.0.0.1:${port}` };
}

describe('a reader that wants no more ends it quietly:', () => {
	test.each([
		['serve', /listening on/],
		['serve --json', /"type":"server-listening"/],
	])('%s in front of head -1, and its ports are free', async (command, line) => {
		const { stdout, code, words } = await inBash(`${program} ${command} ${lab} | head -1`);
		expect({ code, words }).toEqual({ code: 0, words: '' });
		expect(stdout).toMatch(line);
		await isFree(Number(/(?:"port":|127\.0\.0\.1:)(\d+)/.exec(stdout)?.[1]));
	});

	test('get in front of head, with more poems to come', async () => {
		const { server, address } = await serveBytes(2_000_000);
		const { stdout, code, words } = await inBash(`${program} get ${address} ${address} ${address} | head -c 10`);
		server.close();
		expect({ stdout, code }).toEqual({ stdout: 'aaaaaaaaaa', code: 0 });
		// Its progress may be told, and no more than that.
		expect(words).toMatch(/^(poetry-lab: .+ in \d+ m?s.*\n?)*$/);
	});

	test.each(['lesson', 'help', '--version', 'get --help', 'completion bash'])('%s in front of true', async command => {
		expect(await inBash(`${program} ${command} | true`)).toEqual({ stdout: '', code: 0, words: '' });
	});
});

describe.skipIf(!hasFull)('an output that takes nothing is told, with exit code 1:', () => {
	test.each(['serve', 'serve --json'])('%s', async command => {
		const { code, words } = await inBash(`${program} ${command} ${lab} > ${full}`);
		expect({ code, words }).toEqual({
			code: 1,
			words: 'poetry-lab: the events could not be written: the disk is full',
		});
	});

	test('get', async () => {
		const { server, address } = await serveBytes(100);
		const { code, words } = await inBash(`${program} get ${address} > ${full}`);
		server.close();
		expect(code).toBe(1);
		expect(words).toBe('poetry-lab: the poem could not be written: the disk is full');
	});

	test.each(['', ' --json'])('crowd%s', async flags => {
		const { server, address } = await serveBytes(100);
		const { code, words } = await inBash(`${program} crowd ${address} --clients 1${flags} > ${full}`);
		server.close();
		expect(code).toBe(1);
		expect(words).toBe('poetry-lab: what became of the crowd could not be written: the disk is full');
	});

	test.each([
		['--version', 'the version'],
		['-h', 'the help'],
		['help', 'the help'],
		['serve --help', 'the help'],
		['help faults', 'the help'],
		['completion zsh', 'the script'],
		['lesson', 'the list of lessons'],
	])('%s', async (command, what) => {
		expect(await inBash(`${program} ${command} > ${full}`)).toEqual({
			stdout: '',
			code: 1,
			words: `poetry-lab: ${what} could not be written: the disk is full`,
		});
	});
});

test('a reader that stands still holds up no client, and no end', async () => {
	running = start('serve', '--json', ...anyPorts);
	const { child, ended, line } = running;
	const { port } = await line(eventWith({ type: 'server-listening', server: 'poetry/old-pond' }));
	await line(eventWith({ type: 'ready' }));
	child.stdout.pause();
	for (let round = 0; round < 10; round += 1) {
		const poems = await Promise.all(Array.from({ length: 100 }, () => buffer(connect(Number(port), '127.0.0.1'))));
		expect(poems.every(({ length }) => length > 0)).toBe(true);
	}
	child.kill('SIGTERM');
	await once(child, 'exit');
	child.stdout.resume();
	expect(await ended).toMatchObject({ code: 143, stderr: '' });
	await isFree(Number(port));
});
