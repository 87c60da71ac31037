import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BatchPromise } from '../../../source/events/events.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import { createReplayLab } from '../../../source/lab/replay/replay-lab.ts';
import { bounds, type Snapshot } from '../../../source/lab/snapshot.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { addressIn, seen } from '../../fixtures/lab-seen.ts';
import { newPath } from '../../fixtures/recordings.ts';

/** Sent slowly, so that everything happens in the middle of it. */
const slow = 'ozymandias';
let lab: Lab;
beforeEach(async () => {
	lab = await createLocalLab(labOnFreePorts);
	await seen(lab, ({ ready }) => ready);
});
afterEach(() => lab.close());

const addressOf = (id: string) => addressIn(lab.snapshot(), id);

/** Fetches from these poets together. */
function fetchFrom(poets: readonly string[], atOnce: number, promise: BatchPromise = 'all'): void {
	const addresses = poets.map(poet => addressOf(`poetry/${poet}`));
	lab.dispatch({ type: 'fetch-batch', addresses, transforms: [], atOnce, promise });
}

const allPoets = () => lab.snapshot().servers.flatMap(({ kind, name }) => (kind === 'poetry' ? [name] : []));
const isOver = ({ batches }: Snapshot) => batches.at(-1)?.end !== undefined;
const statuses = ({ fetches }: Snapshot) => fetches.map(({ status }) => status);

test('all poems at once are there when the slowest is, and each is held', async () => {
	const poets = allPoets().filter(name => name !== slow);
	fetchFrom(poets, 0);
	const snapshot = await seen(lab, isOver);
	expect(statuses(snapshot)).toEqual(poets.map(() => 'succeeded'));
	expect(snapshot.fetches.map(({ server }) => server)).toEqual(poets.map(name => `poetry/${name}`));
	expect(snapshot.fetches.every(({ poem, poemBytes }) => poem.length === poemBytes && poemBytes > 0)).toBe(true);
	const [batch] = snapshot.batches;
	const slowest = Math.max(...snapshot.fetches.map(({ durationMs = 0 }) => durationMs));
	expect(batch).toMatchObject({ atOnce: poets.length, end: { poems: poets.length, failed: 0, cancelled: 0 } });
	expect(batch?.end?.durationMs).toBeGreaterThanOrEqual(slowest);
	expect(batch?.end?.sumMs).toBeGreaterThan(slowest);
});

test('two at once, the others wait for their turn, and a second batch begins beside them', async () => {
	fetchFrom([slow, slow, 'tyger'], 2);
	const snapshot = await seen(lab, ({ fetches }) => fetches[1]?.status === 'running');
	expect(statuses(snapshot)).toEqual(['running', 'running', 'waiting']);
	fetchFrom(['tyger'], 1);
	const more = await seen(lab, isOver);
	expect(statuses(more)).toEqual(['running', 'running', 'waiting', 'succeeded']);
	lab.dispatch({ type: 'cancel-fetch' });
	const over = await seen(lab, ({ batches }) => batches.every(({ end }) => end !== undefined));
	expect(statuses(over)).toEqual(['cancelled', 'cancelled', 'cancelled', 'succeeded']);
	expect(over.batches[0]?.end).toMatchObject({ poems: 0, cancelled: 3 });
});

test('a poet that is stopped in the middle fails alone', async () => {
	fetchFrom([slow, 'tyger', slow], 0, 'all-settled');
	const midway = await seen(
		lab,
		({ fetches }) => (fetches[0]?.poemBytes ?? 0) > 0 && fetches[1]?.status === 'succeeded',
	);
	const [first] = midway.fetches;
	lab.dispatch({ type: 'cancel-fetch', fetch: first?.id ?? 0 });
	await seen(lab, ({ fetches }) => fetches[0]?.status === 'cancelled');
	lab.dispatch({ type: 'stop-server', server: `poetry/${slow}` });
	const snapshot = await seen(lab, isOver);
	expect(statuses(snapshot)).toEqual(['cancelled', 'succeeded', 'failed']);
	expect(snapshot.batches[0]?.end).toMatchObject({ poems: 1, failed: 1, cancelled: 1 });
});

test('more fetches than the bound allows are not begun, and a notice says so', async () => {
	fetchFrom(Array<string>(bounds.fetchesUnderWay - 1).fill(slow), 1);
	await seen(lab, ({ fetches }) => fetches.length === bounds.fetchesUnderWay - 1);
	fetchFrom(['tyger', 'tyger'], 0);
	const { notices, fetches } = await seen(lab, one => one.notices.some(notice => /not begun/.test(notice)));
	expect(notices.at(-1)).toBe('2 fetches were not begun: 99 were under way, and 100 may be.');
	expect(fetches).toHaveLength(bounds.fetchesUnderWay - 1);
});

test('the events of a batch are those of its fetches and of the exchanges that served them, and no others', async () => {
	lab.dispatch({ type: 'fetch', address: addressOf('poetry/tyger'), transforms: [] });
	await seen(lab, ({ fetch }) => fetch?.status === 'succeeded');
	fetchFrom(['tyger', 'ecstasy'], 0);
	const { fetches, batches } = await seen(lab, isOver);
	const ids = fetches.slice(1).map(({ id }) => id);
	const events = await lab.batchDetail(batches[0]?.id ?? 0);
	expect(new Set(events.flatMap(event => ('fetch' in event ? [event.fetch] : [])))).toEqual(new Set(ids));
	expect(events.filter(({ type }) => type === 'connection-closed')).toHaveLength(2);
	expect([events[0]?.type, events.at(-1)?.type]).toContain('batch-started');
});

test('a recording that begins in the middle of a batch knows all of it, and what each fetch came to', async () => {
	fetchFrom(['tyger', slow, slow, 'ecstasy'], 2);
	await seen(lab, ({ fetches }) => fetches[0]?.status === 'succeeded' && (fetches[2]?.poemBytes ?? 0) > 0);
	const path = await newPath();
	lab.dispatch({ type: 'start-recording', path });
	await seen(lab, ({ recording }) => recording?.status === 'on');
	lab.dispatch({ type: 'cancel-fetch', fetch: lab.snapshot().fetches[1]?.id ?? 0 });
	await seen(lab, ({ fetches }) => fetches[3]?.status === 'succeeded');
	lab.dispatch({ type: 'cancel-fetch' });
	const after = await seen(lab, isOver);
	lab.dispatch({ type: 'stop-recording' });
	await seen(lab, ({ recording }) => recording?.status === 'stopped');
	const replay = await createReplayLab(path);
	const shown = replay.snapshot();
	// A recording keeps times to three decimals.
	const rounded = ({ batches }: Snapshot) =>
		batches.map(({ startedAt, ...batch }) => ({ ...batch, startedAt: Math.round(startedAt) }));
	expect(rounded(shown)).toEqual(rounded(after));
	const known = ({ fetches }: Snapshot) =>
		fetches.map(({ id, batch, address, status, poemBytes }) => ({ id, batch, address, status, poemBytes }));
	expect(known(shown)).toEqual(known(after));
	const told = (await replay.batchDetail(after.batches[0]?.id ?? 0)).map(({ type }) => type);
	expect(told.filter(type => /^(batch|fetch)-(found|ended|succ|failed)/.test(type)).sort()).toEqual([
		'batch-ended',
		'batch-found-running',
		'fetch-failed',
		'fetch-failed',
		'fetch-found-running',
		'fetch-found-running',
		'fetch-succeeded',
	]);
	await replay.close();
});
