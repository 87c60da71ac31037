import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { closedPort } from '../fixtures/closed-port.ts';
import { eventWith, programPath, run, start } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';
import { unseen } from '../hostile/drawn.ts';
import { hostileBytes, hostileText } from '../hostile/hostile-text.ts';

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const clean of cleanups.splice(0).reverse()) {
		await clean();
	}
});

const texts = Object.values(hostileText);
const poem = Buffer.concat([
	// All of it is to be within what the panel shows of a poem.
	...texts.map(text => Buffer.from(`${text.slice(0, 12_000)}\n`)),
	...Object.values(hostileBytes),
	Buffer.from('\nthe end of it\n'),
]);

/** A directory of poems with hostile names and hostile contents; the first of them by name is `!first`. */
async function hostilePoems(): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'poetry-lab-\u001b[31m\u202e'));
	cleanups.push(() => rm(directory, { recursive: true }));
	const names = texts
		// What no file can be called; and what is no UTF-8 would come back as another name.
		.map(text => Buffer.from(text.replaceAll('/', '').replaceAll('\0', '')).toString())
		.filter(name => name !== '' && Buffer.byteLength(name) < 200)
		.filter((_, index) => index % 6 === 0);
	await Promise.all(['!first', ...names].map(name => writeFile(join(directory, `${name}.txt`), poem)));
	return directory;
}

/** Somebody else's server, which says what it wants to whoever comes. */
async function hostileServer(): Promise<number> {
	const server: Server = createServer(socket => {
		socket.on('error', () => {});
		socket.end(poem);
	}).listen(0, '127.0.0.1');
	await new Promise(resolve => server.once('listening', resolve));
	cleanups.push(() => server.close());
	return (server.address() as AddressInfo).port;
}

/** What was written but the program's own control sequences: those of a screen, and none that a poem holds. */
function withoutOwnSequences(output: string): string {
	return output.replaceAll(own, '').replaceAll(/\r?\n/g, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const own = /\u001b(?:\[(?:[\d;]*[mEGHKJAB]|\?(?:7|25|1049|2004|2026)[hl]|[<>=?]?\d*u)|[78])/g;

async function askFor(port: number, name: string): Promise<void> {
	const payload = Buffer.from(`${name}.a poem`);
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => {});
	const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
	socket.write(Buffer.concat([Buffer.from(`${payload.length}:`), payload, Buffer.from(',')]));
	socket.resume();
	await closed;
}

test('a lab of hostile poems, file names, servers and transform names moves nothing but its own screen', async () => {
	const transformPort = await closedPort();
	const elsewhere = await hostileServer();
	const flags = [
		'--poems',
		await hostilePoems(),
		'--upstream',
		`127.0.0.1:${elsewhere}`,
		'--host',
		`localhost:${elsewhere}`,
	];
	const ports = ['--poetry-port', '0', '--transform-port', String(transformPort), '--proxy-port', '0'];
	const lab: TerminalProgram = openTerminal(process.execPath, [programPath, ...flags, ...ports], {
		columns: 120,
		rows: 36,
	});
	cleanups.push(() => lab.pty.kill('SIGKILL'));
	const touched: string[] = [];
	lab.emulator.onTitleChange(title => touched.push(`title ${title}`));
	lab.emulator.onBell(() => touched.push('bell'));

	await lab.shows('Servers');
	lab.mark();
	await Promise.all(texts.filter(text => text.length < 20_000).map(name => askFor(transformPort, name)));
	await lab.shows('REFUSED');
	lab.type('\r');
	await lab.shows(/MISS ─+ \d+ of \d,\d+ ─╯/);
	lab.type('5G');
	await lab.shows('the end of it');
	const without = (words: string): RegExp => new RegExp(`^(?![^]*${words})`);
	for (const [keys, shows] of [
		['z', without('Servers')],
		['z', 'Servers'],
		['/owned', '/owned'],
		['\r', 'N back'],
		['\u001b', without('N back')],
		['1jjf', 'Faults of'],
		['\u001b', without('Faults of')],
		['3', /\n ↑↓ move {3}r repeat/],
		['4/', '╭─ Hosts'],
		['\u001b', without('╭─ Hosts')],
		['2g', 'G newest'],
		['jjj\r', 'Ladder'],
		['\t', 'h hex/text'],
		['hh\t', 'It could not know'],
		['\t', 'from ms'],
		['jjjj\u001b', without('Ladder')],
	] as const) {
		lab.type(keys);
		const { text } = await lab.shows(shows, { buffer: 'alternate' });
		expect(text.replaceAll('\n', '')).not.toMatch(unseen);
	}
	lab.type('q');
	expect(await lab.exited).toMatchObject({ exitCode: 0 });
	expect(withoutOwnSequences(lab.output())).not.toMatch(unseen);
	expect(touched).toEqual([]);
});

test('`serve`, its JSON and every word of `get` are safe for a terminal, while the poem of `get` is exact', async () => {
	const poems = await hostilePoems();
	const ports = ['--poetry-port', '0', '--transform-port', '0', '--proxy-port', '0'];
	const served = start('serve', '--json', '--poems', poems, ...ports);
	cleanups.push(() => served.child.kill('SIGKILL'));
	const { port } = await served.line(eventWith({ type: 'server-listening', server: 'poetry/!first' }));
	const { port: via } = await served.line(eventWith({ type: 'server-listening', server: 'transform' }));
	await askFor(Number(via), hostileText['a title'] ?? '');
	const name = hostileText['bidi embeddings'] ?? '';
	const got = await run('get', `127.0.0.1:${port}`, '--transform', name, '--via', `127.0.0.1:${via}`);
	expect(got.stderr).toContain('fell back');
	expect(got.stdout.equals(poem)).toBe(true);
	expect(got.stderr.replaceAll('\n', '')).not.toMatch(unseen);
	await served.line(eventWith({ type: 'transform-refused', transform: name }));
	served.child.kill('SIGTERM');
	const { stdout, stderr } = await served.ended;
	expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(unseen);
});

test.each([
	[['serve', '--poems', 'no\u001b[2J\u202edir']],
	[['serve', '--fault', 'x\u001b]0;owned\u0007=hang']],
	[['serve', '--fault', 'poetry/ecstasy=\u009b2J']],
	[['lesson', 'none\u001b[2J']],
	[['get', '\u001b[2J\u202e']],
	[['replay', 'no\u001b[2Jfile']],
	[['\u001b[2J']],
	[['serve', '--record', 'no\u0007/\u202edir/file']],
])('wrong usage that quotes %j is told in safe words', async args => {
	const { code, stderr, stdout } = await run(...args);
	expect(code).not.toBe(0);
	expect(stderr).toContain('poetry-lab: ');
	expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(unseen);
});
