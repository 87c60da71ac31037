import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hurry } from '../fixtures/class/engine-server.ts';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { clientWith, playUpstream } from '../fixtures/played-upstream.ts';
import { anyPorts, eventWith, start } from '../fixtures/program.ts';
import { listenTo } from '../fixtures/raw-peers.ts';

const poem = Buffer.from('Whose woods these are I think I know.\n');
const whole = { bytes: poem, end: 'in order' };

/** The fetching lab is killed as a crash does it, at each moment; the others are real labs too. */
describeWithEngine('a lab that is killed while it fetches for its class', engine => {
	let poems = '';
	const running: ReturnType<typeof start>[] = [];
	beforeAll(async () => {
		poems = await mkdtemp(join(tmpdir(), 'poetry-lab-poems-'));
		await writeFile(join(poems, 'one.txt'), 'One.\n');
	});
	afterEach(async () => {
		for (const { child } of running) {
			child.kill('SIGKILL');
		}
		await Promise.all(running.splice(0).map(({ ended }) => ended));
	});
	afterAll(async () => {
		await rm(poems, { recursive: true });
	});

	const lab = async (name: string, upstreamPort: number) => {
		const upstream = `127.0.0.1:${upstreamPort}`;
		const flags = ['--poems', poems, '--upstream', upstream, '--class', engine().url, '--as', `${name}${upstreamPort}`];
		const program = start('serve', '--json', ...anyPorts, ...flags);
		hurry(program.child.pid);
		running.push(program);
		const listening = await program.line(eventWith({ type: 'server-listening', server: `proxy/${upstream}` }));
		return { ...program, port: Number(listening.port) };
	};
	/** Two labs before an upstream that the test plays: the first one fetches, and a client of the other waits on that. */
	const fetching = async () => {
		const upstream = await playUpstream();
		const [ada, bo] = await Promise.all([lab('ada', upstream.port), lab('bo', upstream.port)]);
		const first = listenTo(ada.port);
		const socket = await upstream.connection(1);
		return { upstream, ada, bo, first, socket };
	};
	const isKept = async (upstreamPort: number) =>
		(await ask(engine().port, `KEYS *:poem:*:${upstreamPort}`)).includes(':poem:');

	test('before its first chunk: the next one fetches, and the client has the whole poem', async () => {
		const { upstream, ada, bo, socket } = await fetching();
		const second = listenTo(bo.port);
		await bo.line(eventWith({ type: 'class-answered', answer: 'follow' }));
		ada.child.kill('SIGKILL');
		socket.destroy();
		(await upstream.connection(2)).end(poem);
		expect(await second).toEqual(whole);
		await bo.line(eventWith({ type: 'class-taken-over', lab: `ada${upstream.port}` }));
		await bo.line(eventWith({ type: 'class-released', how: 'stored' }));
	});

	test.each([
		['midway', 'Whose woods'],
		['before its end mark', poem.toString()],
	])('%s: a client that had bytes is reset, nothing is kept, and the next one fetches', async (_, sent) => {
		const { upstream, ada, bo, socket } = await fetching();
		socket.write(sent);
		const second = await clientWith(bo.port, sent);
		ada.child.kill('SIGKILL');
		socket.destroy();
		expect(await second.seen).toEqual({ bytes: Buffer.from(sent), end: 'reset' });
		await bo.line(eventWith({ type: 'class-followed', why: `ada${upstream.port}, which fetched the poem, is gone` }));
		expect(await isKept(upstream.port)).toBe(false);
		const third = listenTo(bo.port);
		(await upstream.connection(2)).end(poem);
		expect(await third).toEqual(whole);
	});

	test('after its end mark: the poem is whole everywhere, and is kept', async () => {
		const { upstream, ada, bo, first, socket } = await fetching();
		const second = listenTo(bo.port);
		await bo.line(eventWith({ type: 'class-answered', answer: 'follow' }));
		socket.end(poem);
		await ada.line(eventWith({ type: 'class-released', how: 'stored' }));
		ada.child.kill('SIGKILL');
		expect(await Promise.all([first, second])).toEqual([whole, whole]);
		const cy = await lab('cy', upstream.port);
		expect(await listenTo(cy.port)).toEqual(whole);
		await cy.line(eventWith({ type: 'cache-hit', from: 'class' }));
		expect(upstream.sockets).toHaveLength(1);
	});

	test('three labs under load lose their engine and get it back, and no client notices', async () => {
		const upstream = await playUpstream();
		upstream.server.on('connection', socket => socket.end(poem));
		const labs = await Promise.all(['ada', 'bo', 'cy'].map(name => lab(name, upstream.port)));
		let isOn = true;
		const seen = new Set<string>();
		const load = labs.map(async ({ port }) => {
			while (isOn) {
				const { bytes, end } = await listenTo(port);
				seen.add(bytes.equals(poem) && end === 'in order' ? 'whole' : `${bytes.length} bytes, ${end}`);
			}
		});
		await engine().kill();
		await Promise.all(labs.map(({ line }) => line(eventWith({ type: 'class-away', code: 'unreachable' }))));
		await engine().run();
		for (const { line } of labs) {
			await line(nth(2, eventWith({ type: 'class-joined' })));
		}
		isOn = false;
		await Promise.all(load);
		expect([...seen]).toEqual(['whole']);
	});
});

/** The nth line in which something is found, from 1. */
function nth<T>(wanted: number, find: (line: string) => T | undefined) {
	const lines = new Set<string>();
	return (line: string) => {
		const found = find(line);
		if (found !== undefined) {
			lines.add(line);
		}
		return lines.size >= wanted ? found : undefined;
	};
}

/** The engine's answer to one line of its protocol, as it is. */
function ask(port: number, command: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		const socket = connect(port, '127.0.0.1', () => socket.end(`${command}\r\nQUIT\r\n`));
		socket.on('data', chunk => {
			text += chunk;
		});
		socket.once('close', () => resolve(text)).once('error', reject);
	});
}
