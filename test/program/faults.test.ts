import { afterEach, expect, test } from 'vitest';
import { anyPorts, eventWith, run, start } from '../fixtures/program.ts';
import { bareClient } from '../fixtures/raw-peers.ts';

let running: ReturnType<typeof start> | undefined;
afterEach(async () => {
	running?.child.kill('SIGTERM');
	await running?.ended;
	running = undefined;
});

/** A lab that is broken so, and what gives the address of one of its servers. */
async function broken(...flags: readonly string[]) {
	const lab = start('serve', '--json', ...anyPorts, ...flags);
	running = lab;
	const ready = await lab.line(eventWith({ type: 'ready' }));
	const at = async (server: string) =>
		`127.0.0.1:${(await lab.line(eventWith({ type: 'server-listening', server }))).port}`;
	return { lab, ready, at };
}

test.each([
	['latency:50', 0, /^$/],
	['truncate:10', 0, /^$/],
	['reset:10', 1, /connection reset/],
	['hang', 1, /timed out/],
	['down', 1, /connection refused/],
	['corrupt', 0, /^$/],
])('get from a poetry server with %s is exit code %i, in words %s', async (fault, expected, words) => {
	const { at } = await broken('--fault', `poetry/tyger=${fault}`);
	// On a busy machine whatever has a limit may come to it.
	const limit = fault === 'hang' ? ['--timeout', '400'] : [];
	const { code, stderr } = await run('get', await at('poetry/tyger'), ...limit);
	expect(code).toBe(expected);
	expect(stderr).toMatch(words);
});

test('what a fault did is told beside what came of it', async () => {
	const { lab, at } = await broken('--fault', 'poetry/tyger=reset:after=7');
	await lab.line(eventWith({ type: 'fault-set', server: 'poetry/tyger', fault: 'reset' }));
	await run('get', await at('poetry/tyger'));
	const struck = await lab.line(eventWith({ type: 'fault-struck' }));
	expect(struck).toMatchObject({ server: 'poetry/tyger', fault: 'reset', what: 'reset after 7 bytes' });
	const closed = await lab.line(eventWith({ type: 'connection-closed', connection: struck.connection }));
	expect(closed).toMatchObject({ how: 'cut', faults: ['reset'], bytesOut: 7 });
});

test('the same seed strikes the same clients, and a seed that was drawn is told', async () => {
	const outcomes = async (...flags: readonly string[]) => {
		const { at, ready } = await broken('--fault', 'poetry/tyger=reset:5:p=0.5', ...flags);
		const port = (await at('poetry/tyger')).split(':')[1];
		let struck = '';
		for (let nth = 0; nth < 12; nth += 1) {
			struck += (await bareClient(Number(port)).seen).end === 'reset' ? 'x' : '.';
		}
		running?.child.kill('SIGTERM');
		await running?.ended;
		return { struck, seed: ready.seed };
	};
	const drawn = await outcomes();
	expect(drawn.seed).toEqual(expect.any(Number));
	expect(await outcomes('--seed', String(drawn.seed))).toEqual(drawn);
});

test('with --without-collapsing each client has its own upstream connection', async () => {
	const { lab, at } = await broken('--without-collapsing', 'old-pond', '--slow', 'old-pond');
	await run('crowd', await at('proxy/old-pond'), '--clients', '20');
	running?.child.kill('SIGTERM');
	const events = (await lab.ended).stdout.toString().split('\n');
	const opened = events.filter(line => line.includes('"connection-opened"') && line.includes('"poetry/old-pond"'));
	expect(opened).toHaveLength(20);
});

test.each([
	[['--fault', 'tyger'], 'write <server>=<fault>[:<setting>...]'],
	[['--fault', 'tyger=hang'], 'More than one server is called “tyger”: say poetry/tyger or proxy/tyger.'],
	[['--fault', 'proxy/none=hang'], 'There is no server “proxy/none”: it is one of poetry/ecstasy'],
	[['--fault', 'transform=lag'], 'there is no fault “lag”: it is one of latency, trickle'],
	[['--fault', 'transform=latency:speed=1'], 'latency has no setting “speed”: it has ms, jitter, p'],
	[['--fault', 'transform=hang:p=2'], 'p is a number from 0 to 1'],
	[['--seed', '-1'], '--seed takes a whole number'],
	[['--seed', '4294967296'], '--seed takes a whole number'],
	[['--without-collapsing', 'transform'], 'There is no proxy “transform”: it is one of proxy/ecstasy'],
])('%j is wrong usage, told with exit code 2 and with what there is', async (flags, words) => {
	const { code, stderr } = await run('serve', ...anyPorts, ...flags);
	expect(stderr).toContain(words);
	expect(code).toBe(2);
});
