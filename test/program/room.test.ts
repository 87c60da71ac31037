import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { anyPorts, eventWith, programPath, run, start } from '../fixtures/program.ts';
import { openTerminal } from '../fixtures/terminal.ts';

let running: ReturnType<typeof start> | undefined;

afterEach(async () => {
	running?.child.kill('SIGKILL');
	await running?.ended;
	running = undefined;
});

const wildcard = /0\.0\.0\.0|\[::\]|(?<![\da-f]):: /;
const hasIpv6 = Object.values(networkInterfaces()).some(all => all?.some(({ address }) => address === '::1'));
const everywhere = hasIpv6 ? ['0.0.0.0', '::'] : ['0.0.0.0'];

test.each(everywhere)('with --iface %s, serve tells for each server an address that can be dialled', async iface => {
	running = start('serve', '--iface', iface, ...anyPorts);
	const address = await running.line(line => /proxy\/tyger +listening on (\S+)/.exec(line)?.[1]);
	const ready = await running.line(line => /ready: .*others dial .*/.exec(line)?.[0]);
	const { code, stdout } = await run('get', address);
	expect([code, stdout.toString()]).toEqual([0, expect.stringContaining('Tyger')]);
	running.child.kill('SIGTERM');
	expect((await running.ended).stdout.toString()).not.toMatch(wildcard);
	expect(ready).toContain(address.replace(/:\d+$/, '').replace(/[[\]]/g, ''));
});

test.each(everywhere)('with --iface %s, serve --json tells scripts all hosts at which it is dialled', async iface => {
	running = start('serve', '--json', '--iface', iface, ...anyPorts);
	const server = await running.line(eventWith({ type: 'server-listening', server: 'proxy/tyger' }));
	const ready = await running.line(eventWith({ type: 'ready' }));
	const hosts = server.reachableAt as readonly string[];
	expect(server).toMatchObject({ host: iface, upstream: expect.stringMatching(/^(127\.0\.0\.1|\[::1\]):\d+$/) });
	expect(ready.reachableAt).toEqual(hosts);
	for (const host of hosts) {
		const address = host.includes(':') ? `[${host}]:${server.port}` : `${host}:${server.port}`;
		expect((await run('get', address)).code).toBe(0);
	}
});

test.each(everywhere)('with --iface %s, nothing on the screen names the wildcard', async iface => {
	const terminal = openTerminal(process.execPath, [programPath, '--iface', iface, ...anyPorts], {
		columns: 120,
		rows: 36,
	});
	try {
		await terminal.shows(/another terminal: nc \S+ \d+/);
		const [, host = ''] = /nc (\S+) \d+/.exec(terminal.screen()) ?? [];
		expect(host).not.toBe(iface);
		terminal.type('1');
		await terminal.shows(`address   ${host}:`);
		expect(terminal.screen()).toContain(`at ${host} `);
		expect(terminal.screen()).not.toMatch(wildcard);
		terminal.type('4/');
		await terminal.shows('type to find a host');
		expect(terminal.screen()).toContain(`${host}:`);
		expect(terminal.screen()).not.toMatch(wildcard);
	} finally {
		terminal.pty.kill('SIGKILL');
	}
});
