import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { anyPorts, eventWith, startUnder } from '../fixtures/program.ts';
import { newPath } from '../fixtures/recordings.ts';

const hour = 3_600_000;
const movable = fileURLToPath(new URL('../fixtures/movable-clock.js', import.meta.url));
let lab: ReturnType<typeof startUnder>;

afterEach(async () => {
	lab.child.kill('SIGKILL');
	await lab.ended;
});

/** A lab whose clocks are moved by signals, with the port of one of its proxies. */
async function labOf(...flags: readonly string[]) {
	lab = startUnder(['--import', movable], 'serve', '--json', ...anyPorts, ...flags);
	const { port } = await lab.line(eventWith({ type: 'server-listening', server: 'proxy/ecstasy' }));
	await lab.line(eventWith({ type: 'ready' }));
	return Number(port);
}

/** Moves the clocks, and gives what the event that tells of the next poem says. */
async function nextPoem(port: number, signal?: NodeJS.Signals) {
	if (signal !== undefined) {
		lab.child.kill(signal);
		await once(lab.child.stderr, 'data');
	}
	const socket = connect(port, '127.0.0.1');
	await once(socket, 'connect');
	const peerPort = socket.localPort;
	await buffer(socket);
	const { connection } = await lab.line(eventWith({ type: 'connection-opened', peerPort, server: 'proxy/ecstasy' }));
	const told = await lab.line(eventWith({ type: 'connection-closed', connection, server: 'proxy/ecstasy' }));
	const cached = await lab.line(line => {
		const event = JSON.parse(line) as Record<string, unknown>;
		return event.connection === connection && String(event.type).startsWith('cache-') ? event : undefined;
	});
	return { type: cached.type, time: Date.parse(String(told.time)), durationMs: Number(told.durationMs) };
}

test('a clock that is set moves the times of day that are told, and neither durations nor what is cached', async () => {
	const path = await newPath();
	const port = await labOf('--ttl', '60000', '--record', path);
	expect((await nextPoem(port)).type).toBe('cache-miss');
	const later = await nextPoem(port, 'SIGUSR2');
	expect(later.type).toBe('cache-hit');
	expect(Math.abs(later.time - Date.now() - hour)).toBeLessThan(30_000);
	const earlier = await nextPoem(port, 'SIGURG');
	expect(earlier.type).toBe('cache-hit');
	expect(Math.abs(earlier.time - Date.now() + 2 * hour)).toBeLessThan(30_000);
	for (const { durationMs } of [later, earlier]) {
		expect(durationMs).toBeGreaterThanOrEqual(0);
		expect(durationMs).toBeLessThan(30_000);
	}
	lab.child.kill('SIGTERM');
	await lab.ended;
	const recorded = (await readFile(path, 'utf8'))
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as { type: string; time: string; timeMs: number; shiftMs?: number });
	const shifts = recorded.flatMap(({ shiftMs }) => (shiftMs === undefined ? [] : [Math.round(shiftMs / 1_000)]));
	expect(shifts).toEqual([3_600, -10_800]);
	const line = recorded.map(({ timeMs }) => timeMs);
	expect(line).toEqual([...line].sort((a, b) => a - b));
	expect(Math.abs(Date.parse(recorded.at(-1)?.time ?? '') - (line.at(-1) ?? 0) + 2 * hour)).toBeLessThan(1_000);
});

test('a poem that was cached before the machine slept for eight hours is stale afterwards, where --ttl is shorter', async () => {
	const port = await labOf('--ttl', String(hour));
	expect((await nextPoem(port)).type).toBe('cache-miss');
	expect((await nextPoem(port)).type).toBe('cache-hit');
	const awake = await nextPoem(port, 'SIGWINCH');
	expect(awake.type).toBe('cache-miss');
	expect(Math.abs(awake.time - Date.now() - 8 * hour)).toBeLessThan(30_000);
	lab.child.kill('SIGTERM');
	expect((await lab.ended).stdout.toString()).not.toContain('clock-changed');
});
