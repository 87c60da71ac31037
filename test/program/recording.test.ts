import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { LabEvent } from '../../source/events/events.ts';
import { parseRecordingLine } from '../../source/lab/recording/recording-line.ts';
import { createReplayLab } from '../../source/lab/replay/replay-lab.ts';
import { closed, listening, opened } from '../fixtures/events.ts';
import { anyPorts, eventWith, programPath, run, start, startShell } from '../fixtures/program.ts';
import { newPath, writeRecording } from '../fixtures/recordings.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

let running: ReturnType<typeof start> | undefined;
let terminal: TerminalProgram | undefined;

afterEach(async () => {
	running?.child.kill('SIGKILL');
	await running?.ended;
	running = undefined;
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
});

const serve = (...flags: string[]) => {
	running = start('serve', '--json', ...anyPorts, ...flags);
	return running;
};
const portOf = async (server: string) => (await running?.portOf(server)) ?? 0;
const poemAt = (port: number) => buffer(connect(port, '127.0.0.1'));
const ready = eventWith({ type: 'ready' });

/** The events of a recording in which every line is whole. */
async function eventsIn(path: string): Promise<LabEvent[]> {
	const lines = (await readFile(path, 'utf8')).split('\n');
	expect(lines.pop()).toBe('');
	const events = lines.flatMap(line => parseRecordingLine(line) ?? []);
	expect(events).toHaveLength(lines.length);
	return events;
}

/** How a replay of this file ends. */
async function replayed(path: string) {
	const lab = await createReplayLab(path);
	const snapshot = lab.snapshot();
	await lab.close();
	return snapshot;
}

test('500 clients at once, five times, and the recording has every event of them; its replay ends with the same totals', async () => {
	const path = await newPath();
	const { child, ended, line } = serve('--record', path);
	await line(ready);
	const ports = await Promise.all(['poetry/ecstasy', 'proxy/ecstasy', 'proxy/tyger'].map(portOf));
	for (let round = 0; round < 5; round += 1) {
		const poems = await Promise.all(Array.from({ length: 500 }, (_, i) => poemAt(ports[i % 3] ?? 0)));
		expect(poems.every(({ length }) => length > 0)).toBe(true);
	}
	child.kill('SIGTERM');
	const printed = (await ended).stdout.toString().trimEnd().split('\n');
	const events = await eventsIn(path);
	const count = (type: LabEvent['type']) => events.filter(event => event.type === type).length;
	// The clients, and the two proxies themselves.
	expect(count('connection-closed')).toBe(2_502);
	expect(count('connection-opened')).toBe(2_502);
	expect(count('cache-hit') + count('cache-miss') + count('cache-collapsed')).toBe(5 * 333);
	const ofServe = printed.map(text => JSON.parse(text) as Record<string, unknown>);
	for (const type of ['connection-closed', 'cache-hit', 'cache-miss', 'cache-collapsed', 'server-closed'] as const) {
		expect(count(type)).toBe(ofServe.filter(one => one.type === type).length);
	}
	const { totals, replay, servers } = await replayed(path);
	expect(replay).toMatchObject({ total: events.length, skippedLines: 0 });
	expect(totals).toMatchObject({ served: 2_502, failed: 0, open: 0 });
	expect(servers.reduce((sum, { served }) => sum + served, 0)).toBe(2_502);
});

test('a recording whose program was killed in the middle opens, with all of its whole lines', async () => {
	const path = await newPath();
	const { child, ended, line } = serve('--record', path);
	await line(ready);
	const port = await portOf('poetry/ecstasy');
	let served = 0;
	const clients = Array.from({ length: 300 }, () =>
		poemAt(port).then(
			() => {
				served += 1;
				if (served === 100) {
					child.kill('SIGKILL');
				}
			},
			() => {},
		),
	);
	await Promise.all(clients);
	expect((await ended).signal).toBe('SIGKILL');
	const { replay, totals } = await replayed(path);
	const text = await readFile(path, 'utf8');
	const whole = text.split('\n').slice(0, -1);
	expect(replay?.total).toBe(whole.length);
	expect(replay?.skippedLines).toBe(text.endsWith('\n') ? 0 : 1);
	expect(totals.served + totals.open).toBeGreaterThan(0);
});

test('what serve --json printed is replayed too', async () => {
	const { child, ended, line } = serve();
	await line(ready);
	await poemAt(await portOf('proxy/ecstasy'));
	await line(eventWith({ type: 'poem-stored' }));
	await poemAt(await portOf('proxy/ecstasy'));
	child.kill('SIGTERM');
	const path = await newPath();
	await writeFile(path, (await ended).stdout);
	const { totals, replay, servers } = await replayed(path);
	expect(totals).toMatchObject({ served: 3, hits: 1, misses: 1, cacheEntries: 1 });
	expect(replay?.skippedLines).toBe(0);
	expect(servers.map(({ id }) => id)).toContain('proxy/ecstasy');
});

test('a file that may not grow stops the recording with a word, and nothing else', async () => {
	const path = await newPath();
	running = startShell(
		`ulimit -f 16; exec "${process.execPath}" "${programPath}" serve --json ${anyPorts.join(' ')} --record "${path}"`,
	);
	await running.line(ready);
	const port = await portOf('poetry/ecstasy');
	for (let i = 0; i < 20; i += 1) {
		await poemAt(port);
	}
	const stopped = await running.line(eventWith({ type: 'recording-stopped' }));
	expect(stopped).toMatchObject({ path, why: 'the file may not grow larger' });
	expect(await poemAt(port)).not.toHaveLength(0);
	running.child.kill('SIGTERM');
	const { code, stderr } = await running.ended;
	expect(code).toBe(143);
	expect(stderr).toContain(`recording to ${path} stopped: the file may not grow larger`);
	const events = await eventsIn(path);
	expect({ events: events.length, bytes: (await readFile(path)).length }).toEqual({
		events: stopped.events,
		bytes: stopped.bytes,
	});
});

describe('wrong usage is told with exit code 2:', () => {
	test('a recording over a file, which stays as it was', async () => {
		const path = await newPath();
		await writeFile(path, 'precious');
		const { code, stderr, stdout } = await run('serve', ...anyPorts, '--record', path);
		expect(code).toBe(2);
		expect(stderr).toContain(`${path}: it is there already`);
		expect(stdout.toString()).toBe('');
		expect(await readFile(path, 'utf8')).toBe('precious');
	});

	test('a recording where there is no directory', async () => {
		const { code, stderr } = await run('serve', ...anyPorts, '--record', '/does/not/exist.jsonl');
		expect(code).toBe(2);
		expect(stderr).toContain('/does/not/exist.jsonl');
	});

	test.each([
		[['serve', '--record'], '--record needs a value'],
		[['get', ':1', '--record', 'f'], '--record belongs to poetry-lab'],
		[['replay'], 'replay takes one file'],
		[['replay', 'a', 'b'], 'replay takes one file'],
		[['replay', 'a', '--json'], '--json belongs to'],
		[['replay', 'a'], 'replay needs a terminal'],
	])('%j', async (args, words) => {
		const { code, stderr } = await run(...args);
		expect(code).toBe(2);
		expect(stderr).toContain(words);
	});
});

describe('in a terminal,', () => {
	const openReplay = (path: string) => {
		terminal = openTerminal('sh', [
			'-c',
			`"${process.execPath}" "${programPath}" replay ${path}; echo "ended with $?"; cat`,
		]);
		return terminal;
	};

	test('a replay shows the lab of a recording, and q leaves it', async () => {
		const replay = openReplay(await writeRecording([...listening, opened(1, 'proxy/a'), closed(1, 'proxy/a')]));
		await replay.shows('proxy/a', { buffer: 'alternate' });
		replay.type('q');
		const { text } = await replay.shows('ended with 0', { buffer: 'normal' });
		expect(text).not.toContain('served');
	});

	test('a recording that is not there is named, with exit code 2', async () => {
		const replay = openReplay('/does/not/exist.jsonl');
		await replay.shows('ended with 2');
		expect(replay.screen()).toContain('Cannot replay /does/not/exist.jsonl: there is no such file');
	});
});
