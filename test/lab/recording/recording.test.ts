import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { Lab } from '../../../source/lab/lab.ts';
import type { LabOptions } from '../../../source/lab/lab-options.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { parseRecordingLine } from '../../../source/lab/recording/recording-line.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { createWorkerLab } from '../../../source/lab/worker/worker-lab.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { portIn, seen, serverIn } from '../../fixtures/lab-seen.ts';
import { applyEvents, snapshotOf } from '../../fixtures/lab-state.ts';
import { newPath } from '../../fixtures/recordings.ts';

const options: LabOptions = { ...labOnFreePorts, hosts: [{ host: 'elsewhere.example', port: 10_000 }] };
const worker = new URL('../../../dist/worker.js', import.meta.url);

let lab: Lab | undefined;
afterEach(async () => {
	await lab?.close();
	lab = undefined;
});

const poemAt = (port: number) => buffer(connect(port, '127.0.0.1'));

async function recordedIn(path: string) {
	const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
	const events = lines.flatMap(line => parseRecordingLine(line) ?? []);
	expect(events).toHaveLength(lines.length);
	return { events, snapshot: snapshotOf(applyEvents(noState, events)) };
}

describe.each([
	['in this thread', (more: Partial<LabOptions> = {}) => createLocalLab({ ...options, ...more })],
	['in a worker', (more: Partial<LabOptions> = {}) => createWorkerLab({ ...options, ...more }, worker)],
])('a lab %s', (_, create) => {
	test('is recorded from its first event to its last, and the recording ends as the lab did', async () => {
		const path = await newPath();
		lab = await create({ recordTo: path });
		const ready = await seen(lab, ({ recording }) => (recording?.events ?? 0) > 0);
		expect(ready.recording).toMatchObject({ path, status: 'on' });
		await poemAt(portIn(ready, 'proxy/ecstasy'));
		await poemAt(portIn(ready, 'proxy/ecstasy'));
		const before = await seen(lab, ({ totals }) => totals.served === 3 && totals.open === 0);
		const totals = await lab.close();
		lab = undefined;
		const { events, snapshot } = await recordedIn(path);
		expect(events[0]?.type).toBe('transforms-loaded');
		expect(snapshot.totals).toEqual(totals);
		expect(snapshot.servers.map(({ id, served }) => `${id} ${served}`)).toEqual(
			before.servers.map(({ id, served }) => `${id} ${served}`),
		);
		expect(snapshot.servers.every(({ status }) => status === 'stopped')).toBe(true);
	});

	test('is recorded from the middle on: first what it is, then what happens', async () => {
		lab = await create();
		const ready = await seen(lab, snapshot => snapshot.ready);
		await poemAt(portIn(ready, 'proxy/tyger'));
		lab.dispatch({ type: 'stop-server', server: 'transform' });
		const slow = connect(portIn(ready, 'poetry/ozymandias'), '127.0.0.1');
		await once(slow, 'data');
		const path = await newPath();
		await seen(lab, now => now.totals.cacheEntries === 1 && serverIn(now, 'transform')?.status === 'stopped');
		lab.dispatch({ type: 'start-recording', path });
		await seen(lab, ({ recording }) => recording?.status === 'on');
		const now = await seen(lab, ({ totals }) => totals.open === 1);
		await poemAt(portIn(ready, 'proxy/tyger'));
		slow.destroy();
		await seen(lab, ({ totals }) => totals.open === 0 && totals.hits === 1);
		lab.dispatch({ type: 'stop-recording' });
		const { recording } = await seen(lab, snapshot => snapshot.recording?.status === 'stopped');

		const { events, snapshot } = await recordedIn(path);
		expect(recording).toEqual({ path, events: events.length, bytes: (await stat(path)).size, status: 'stopped' });
		expect(snapshot.totals).toMatchObject({ hits: 1, misses: 1, open: 0, failed: 0, cacheEntries: 1 });
		expect(snapshot).toMatchObject({ hosts: now.hosts, transforms: now.transforms, ready: true });
		const facts = ({ id, port, status, title, upstream, cachedBytes }: Snapshot['servers'][number]) =>
			JSON.stringify({ id, port, status, title, upstream, cachedBytes });
		expect(snapshot.servers.map(facts)).toEqual(now.servers.map(facts));
		expect(snapshot.exchanges[0]).toMatchObject({ id: now.open[0]?.id, how: 'left' });
		expect(snapshot.exchanges[0]?.openedAt).toBeCloseTo(now.open[0]?.openedAt ?? 0, 2);
		expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted((a, b) => a - b));
	});

	test('says that it can not record over a file, and goes on', async () => {
		const path = await newPath();
		await writeFile(path, 'precious');
		lab = await create();
		lab.dispatch({ type: 'start-recording', path });
		const { recording } = await seen(lab, snapshot => snapshot.recording !== undefined);
		expect(recording).toMatchObject({ path, status: 'stopped', events: 0, why: expect.stringMatching(/already/) });
		expect(await poemAt(portIn(lab.snapshot(), 'poetry/tyger'))).not.toHaveLength(0);
	});

	test('ends a recording when another one is asked for', async () => {
		const [first, second] = [await newPath(), await newPath()];
		lab = await create();
		lab.dispatch({ type: 'start-recording', path: first });
		lab.dispatch({ type: 'start-recording', path: second });
		await seen(lab, ({ recording }) => recording?.path === second && recording.events > 0);
		lab.dispatch({ type: 'stop-recording' });
		await seen(lab, ({ recording }) => recording?.status === 'stopped');
		for (const path of [first, second]) {
			expect((await recordedIn(path)).snapshot.servers).toHaveLength(lab.snapshot().servers.length);
		}
	});

	test('does not start where it should record over a file, or into no directory', async () => {
		const path = await newPath();
		await writeFile(path, 'precious');
		await expect(create({ recordTo: path })).rejects.toThrow(`Cannot record to ${path}`);
		await expect(create({ recordTo: '/does/not/exist.jsonl' })).rejects.toThrow(/no such file or directory/);
	});

	test('that could not start leaves no recording behind', async () => {
		const path = await newPath();
		await expect(create({ recordTo: path, poemsDir: '/does/not/exist' })).rejects.toThrow(/--poems/);
		await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
	});
});
