import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { isFree } from '../fixtures/closed-port.ts';
import { anyPorts, eventWith, programPath, run, start } from '../fixtures/program.ts';
import { openTerminal } from '../fixtures/terminal.ts';

const poems = new URL('../../poems/', import.meta.url);
let running: ReturnType<typeof start> | undefined;

afterEach(async () => {
	running?.child.kill('SIGKILL');
	await running?.ended;
	running = undefined;
});

const serve = (...flags: string[]) => {
	running = start('serve', '--json', ...anyPorts, ...flags);
	return running;
};
const portOf = async (server: string) => (await running?.portOf(server)) ?? 0;
const poemAt = (port: number) => buffer(connect(port, '127.0.0.1'));
const ready = eventWith({ type: 'ready' });

test('every server is told before ready, each with its kind and address', async () => {
	const { child, ended, line } = serve();
	await line(ready);
	child.kill('SIGTERM');
	const events = (await ended).stdout
		.toString()
		.trimEnd()
		.split('\n')
		.map(text => JSON.parse(text) as Record<string, unknown>);
	const at = events.findIndex(({ type }) => type === 'ready');
	const servers = events.slice(0, at);
	expect(servers.every(({ type, host }) => type === 'server-listening' && host === '127.0.0.1')).toBe(true);
	expect(servers.map(({ server }) => server)).toContain('poetry/ecstasy');
	// As the help says: one of the bundled poems, where nothing else is asked for.
	expect(servers.filter(({ slow }) => slow === true).map(({ server }) => server)).toEqual(['poetry/ozymandias']);
	expect(servers.filter(({ kind }) => kind === 'transform')).toHaveLength(1);
	expect(servers.filter(({ kind }) => kind === 'proxy')).toHaveLength(
		servers.filter(({ kind }) => kind === 'poetry').length,
	);
	for (const { time } of events) {
		expect(new Date(String(time)).toISOString()).toBe(time);
	}
});

test('a poem comes byte for byte, from its server and through the proxy on a miss and on a hit', async () => {
	const { line } = serve();
	await line(ready);
	const poem = await readFile(new URL('ecstasy.txt', poems));
	expect(await poemAt(await portOf('poetry/ecstasy'))).toEqual(poem);
	const proxy = await portOf('proxy/ecstasy');
	expect(await poemAt(proxy)).toEqual(poem);
	await line(eventWith({ type: 'cache-miss', server: 'proxy/ecstasy' }));
	await line(eventWith({ type: 'poem-stored', server: 'proxy/ecstasy' }));
	expect(await poemAt(proxy)).toEqual(poem);
	await line(eventWith({ type: 'cache-hit', server: 'proxy/ecstasy' }));
});

test('a netstring typed by hand is answered, and the exchange is told', async () => {
	const { line } = serve();
	const socket = connect(await portOf('transform'), '127.0.0.1');
	socket.write('27:cummingsify.HERE IS MY POEM,');
	expect((await buffer(socket)).toString()).toBe('15:here is my poem,');
	const replied = await line(eventWith({ type: 'transform-replied' }));
	await line(eventWith({ type: 'connection-closed', connection: replied.connection, how: 'ended' }));
});

test('200 clients at once before a cold proxy cost one upstream connection, and get 200 whole poems', async () => {
	const { child, ended, line } = serve('--slow', 'old-pond');
	const proxy = await portOf('proxy/old-pond');
	await line(ready);
	const poem = await readFile(new URL('old-pond.txt', poems));
	const got = await Promise.all(Array.from({ length: 200 }, () => poemAt(proxy)));
	expect(got.every(bytes => bytes.equals(poem))).toBe(true);
	child.kill('SIGTERM');
	const types = (await ended).stdout
		.toString()
		.trimEnd()
		.split('\n')
		.map(text => JSON.parse(text) as Record<string, unknown>)
		.map(({ type, server }) => `${type} ${server}`);
	const count = (what: string) => types.filter(type => type === what).length;
	expect(count('connection-opened poetry/old-pond')).toBe(1);
	expect(count('cache-miss proxy/old-pond')).toBe(1);
	// On a busy machine the last ones may come when the poem is there.
	expect(count('cache-collapsed proxy/old-pond')).toBeGreaterThan(0);
	expect(count('cache-collapsed proxy/old-pond') + count('cache-hit proxy/old-pond')).toBe(199);
});

test('without --json each event is a line for people, and nothing in it can move a cursor', async () => {
	running = start('serve', ...anyPorts);
	const listening = await running.line(text => /transform +listening on 127\.0\.0\.1:(\d+)/.exec(text)?.[1]);
	const socket = connect(Number(listening), '127.0.0.1');
	socket.end('9:\u001b[31m.bad,');
	await buffer(socket);
	const refused = await running.line(text => (text.includes('REFUSED') ? text : undefined));
	expect(refused).toContain('␛[31m');
	expect(refused).not.toContain('\u001b');
});

test.each([
	['SIGINT', 130],
	['SIGTERM', 143],
] as const)('%s stops it with %d, and its ports are free', async (signal, code) => {
	const { child, ended, line } = serve();
	const port = await portOf('transform');
	await line(ready);
	child.kill(signal);
	expect((await ended).code).toBe(code);
	await isFree(port);
});

test('a reader that goes away stops it quietly', async () => {
	const { child, ended, line } = serve();
	const port = await portOf('transform');
	await line(ready);
	child.stdout.destroy();
	connect(port, '127.0.0.1')
		.on('error', () => {})
		.end('3:abc,');
	const { code, stderr } = await ended;
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('a port that was asked for and is taken is named once, with exit code 1, with and without a screen', async () => {
	const taken = createServer().listen(0, '127.0.0.1');
	await once(taken, 'listening');
	onTestFinished(() => void taken.close());
	const { port } = taken.address() as { port: number };
	const why = `poetry-lab: poetry/ecstasy cannot listen on 127.0.0.1:${port}: another program has that port; stop it, or choose another port`;
	const flags = [...anyPorts.slice(2), '--poetry-port', String(port)];

	const { code, stdout, stderr } = await run('serve', '--json', ...flags);
	expect(code).toBe(1);
	expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(why)]);
	const events = stdout
		.toString()
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line).type);
	expect(events).toContain('server-failed');
	expect(events).not.toContain('ready');
	expect(events.at(-1)).toBe('server-closed');

	const terminal = openTerminal(
		'sh',
		['-c', `"${process.execPath}" "${programPath}" ${flags.join(' ')}; echo "ended with $?"; cat`],
		{
			columns: 200,
			rows: 24,
		},
	);
	onTestFinished(() => terminal.pty.kill('SIGKILL'));
	await terminal.shows('ended with 1');
	expect(terminal.screen()).toContain(why);
});

test('an address that no server can listen on is told once, with exit code 1', async () => {
	const { code, stderr } = await run('serve', ...anyPorts, '--iface', '203.0.113.7');
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/^poetry-lab: poetry\/ecstasy cannot listen on 203\.0\.113\.7:0: .* \(16 more of the servers .*\)\n$/,
	);
});

test('a poem that is named like the address of an upstream is told before anything starts', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'poetry-lab-'));
	await writeFile(join(folder, '127.0.0.1:9.txt'), 'A poem.\n');
	const { code, stdout, stderr } = await run('serve', ...anyPorts, '--poems', folder, '--upstream', ':9');
	await rm(folder, { recursive: true });
	expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' });
	expect(stderr).toContain('--upstream 127.0.0.1:9: the proxy of the poem 127.0.0.1:9.txt has the same name');
});

test.each([
	[['serve', '--poetry-port', 'many'], '--poetry-port'],
	[['serve', '--poetry-port', '65536'], '--poetry-port'],
	[['serve', '--upstream', 'nonsense'], '--upstream'],
	[['serve', '--poems', '/does/not/exist'], '--poems'],
	[['serve', '--slow', 'no-such-poem'], '--slow'],
	[['serve', '--ttl', '-1'], '--ttl'],
	[['serve', '--poetry-port', '65534'], 'begin lower'],
	[['serve', '--poetry-port', '10999', '--transform-port', '11000'], '--poetry-port 10999 and --transform-port 11000'],
	[['serve', '--transform-port', '12003', '--proxy-port', '12000'], '--transform-port 12003 and --proxy-port 12000'],
	[['serve', '--upstream', ':9', '--upstream', 'localhost:9'], '--upstream localhost:9 is the same as --upstream :9'],
	[['serve', '--host', ':9', '--host', ':9'], '--host :9 is given twice'],
	[['serve', '--slow', 'tyger', '--slow', 'tyger.txt'], '--slow tyger is given twice'],
	[['serve', '--fault', 'proxy/tyger=hang', '--fault', 'proxy/tyger=hang'], '--fault proxy/tyger=hang is given twice'],
	[['serve', '--fault', 'transform=down:3'], '--fault transform=down:3'],
	[
		['serve', '--without-collapsing', 'tyger', '--without-collapsing', 'proxy/tyger'],
		'--without-collapsing proxy/tyger is given twice',
	],
	[['serve', '--iface'], '--iface'],
	[['serve', '--strict'], '--strict belongs to poetry-lab get'],
	[['serve', '--no-such-flag'], '--no-such-flag'],
	[['serve', 'more'], 'more'],
	[['sing'], 'sing'],
])('%j is wrong usage, told with exit code 2 and the word %s', async (args, word) => {
	const { code, stderr } = await run(...args);
	expect(code).toBe(2);
	expect(stderr).toContain(word);
});

test('without a terminal the lab is served without a screen', async () => {
	running = start(...anyPorts);
	await running.line(text => (text.includes('ready') ? text : undefined));
	running.child.kill('SIGTERM');
	expect((await running.ended).code).toBe(143);
});
