import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NameServer, startNameServer } from '../fixtures/name-server.ts';
import { soonMs } from '../fixtures/patience.ts';
import { anyPorts, eventWith, programPath, startShell } from '../fixtures/program.ts';

const preload = fileURLToPath(new URL('../fixtures/ask-name-server.cjs', import.meta.url));
const poem = 'a poem\n';
let names: NameServer;
let poet: Server;
let port = 0;

beforeAll(async () => {
	names = await startNameServer((name, kind) => {
		if (name.startsWith('dead')) {
			return 'silence';
		}
		if (name === 'half.example') {
			return kind === 'A' ? ['127.0.0.1'] : 'silence';
		}
		return name === 'poet.example' ? ['127.0.0.2', '127.0.0.1'] : 'no-such-name';
	});
	poet = createServer(socket => socket.end(poem)).listen(0, '127.0.0.1');
	await once(poet, 'listening');
	port = (poet.address() as AddressInfo).port;
});
afterAll(() => {
	names.close();
	poet.close();
});

/** The built program, whose name server is the test's. */
function startNamed(...args: readonly string[]) {
	const words = [process.execPath, programPath, ...args].map(word => `'${word}'`).join(' ');
	return startShell(`NODE_OPTIONS='--require "${preload}"' TEST_NAME_SERVER=${names.address} exec ${words}`);
}

/** How the program ended, and how long that took from its first question on. */
async function timed(...args: readonly string[]) {
	const asked = names.heard(names.asked.length + 1);
	const { ended } = startNamed(...args);
	await asked;
	const askedAt = performance.now();
	return { ...(await ended), ms: performance.now() - askedAt };
}

describe('a name server that does not answer', () => {
	test('holds get no longer than its bound', async () => {
		const { code, stderr, ms } = await timed('get', `dead.example:${port}`, '--timeout', '500');
		expect(stderr).toBe(`poetry-lab: dead.example:${port}: timed out: no name server answered within 500 ms\n`);
		expect(code).toBe(1);
		expect(ms).toBeLessThan(soonMs);
	});

	test('holds a crowd no longer than its bound', async () => {
		const crowd = ['crowd', `dead.example:${port}`, '--clients', '40', '--timeout', '500'];
		const { stdout, ms } = await timed(...crowd);
		expect(String(stdout)).toMatch(/timed-out +40/);
		expect(ms).toBeLessThan(soonMs);
	});

	test('for some names delays none of the others', async () => {
		const dead = Array.from({ length: 12 }, (_, index) => `dead${index}.example:${port}`);
		const good = [`localhost:${port}`, `poet.example:${port}`];
		const { stdout, stderr } = await timed('get', ...dead, ...good, '--timeout', '8000');
		expect(String(stdout)).toBe(poem + poem);
		expect(stderr.split('\n').filter(line => line.includes('no name server answered'))).toHaveLength(12);
	});

	test('for one kind of address does not keep the other back', async () => {
		const { stdout, ms } = await timed('get', `half.example:${port}`, '--timeout', '20000');
		expect(String(stdout)).toBe(poem);
		expect(ms).toBeLessThan(soonMs);
	});

	test('is not waited for by get that is asked to stop', async () => {
		const { child, ended } = startNamed('get', `dead.example:${port}`);
		await names.heard(names.asked.length + 1);
		const askedAt = performance.now();
		child.kill('SIGINT');
		expect((await ended).code).toBe(130);
		expect(performance.now() - askedAt).toBeLessThan(soonMs);
	});

	test('is not waited for by serve that is asked to stop, while its proxy looks up', async () => {
		const { child, ended, line } = startNamed('serve', '--json', ...anyPorts, '--upstream', `dead.example:${port}`);
		const proxy = { type: 'server-listening', server: `proxy/dead.example:${port}` };
		const { port: proxyPort } = await line(eventWith(proxy));
		await line(eventWith({ type: 'ready' }));
		const client = startNamed('get', `:${proxyPort}`);
		await names.heard(names.asked.length + 1);
		const askedAt = performance.now();
		child.kill('SIGINT');
		expect((await ended).code).toBe(130);
		expect(performance.now() - askedAt).toBeLessThan(soonMs);
		await client.ended;
	});
});

test('a name that there is not is told at once', async () => {
	const { code, stderr, ms } = await timed('get', `nobody.example:${port}`);
	expect([code, stderr]).toEqual([1, `poetry-lab: nobody.example:${port}: no such host\n`]);
	expect(ms).toBeLessThan(soonMs);
});

test('the address that to listen on has a name for is looked up once, and told by its number', async () => {
	const asked = names.asked.length;
	const { child, ended, line } = startNamed('serve', '--json', ...anyPorts, '--iface', 'half.example');
	await line(eventWith({ type: 'server-listening', server: 'transform', host: '127.0.0.1' }));
	expect(names.asked.slice(asked).filter(question => question === 'half.example A')).toHaveLength(1);
	child.kill('SIGTERM');
	await ended;
});
