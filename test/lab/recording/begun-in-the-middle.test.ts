import { expect, test } from 'vitest';
import type { Lab } from '../../../source/lab/lab.ts';
import { createReplayLab } from '../../../source/lab/replay/replay-lab.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { bytesTextOf } from '../../../source/ui/inspector/bytes/bytes-text.ts';
import { conversationOf } from '../../../source/ui/inspector/bytes/conversation.ts';
import { ladderLines } from '../../../source/ui/inspector/ladder/announce.ts';
import { ladderOf } from '../../../source/ui/inspector/ladder/ladder.ts';
import { ladderRows } from '../../../source/ui/inspector/ladder/ladder-rows.ts';
import { headingOf } from '../../../source/ui/inspector/trace/heading.ts';
import { traceOf } from '../../../source/ui/inspector/trace/trace.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';
import { bareClient, bareServer } from '../../fixtures/raw-peers.ts';
import { newPath, writeRecording } from '../../fixtures/recordings.ts';
import { openScreen } from '../../fixtures/terminal.tsx';
import { openRealLab, poems, type RealLab } from '../../ui/inspector/real-lab.ts';
import { untruthsOf } from '../../ui/inspector/untruths.ts';

/** Begins a recording now, to a path that is there already: what it begins in the middle of goes on meanwhile. */
async function record(real: RealLab, path: string): Promise<string> {
	real.lab.dispatch({ type: 'start-recording', path });
	await real.until(({ recording }) => recording?.status === 'on');
	return path;
}

async function replayed(real: RealLab, path: string): Promise<Lab> {
	real.lab.dispatch({ type: 'stop-recording' });
	await real.until(({ recording }) => recording?.status === 'stopped');
	return createReplayLab(path);
}

const rowText = (row: readonly { readonly text: string }[]) => row.map(({ text }) => text).join('');

/** What every view of the inspector tells of an exchange. */
async function told(lab: Lab, id: number) {
	const events = await lab.detail(id);
	const { servers } = lab.snapshot();
	const trace = traceOf(id, events, servers);
	if (trace === undefined) {
		throw new Error(`exchange ${id} is not there`);
	}
	const ladder = ladderRows(ladderOf(trace), 120);
	const conversation = conversationOf(events, id);
	const bytes = conversation && bytesTextOf(conversation, 'hex', 100);
	return {
		outcome: headingOf(trace).outcome.word,
		untruths: untruthsOf(id, events, servers),
		ladder: ladder.rows(0, ladder.count).map(rowText).join('\n'),
		spoken: ladderLines(ladderOf(trace)).join('\n'),
		bytes: bytes?.rows(0, bytes.rowCount).map(rowText).join('\n') ?? '',
	};
}

test('a recording begun while clients wait on a slow poem knows what became of each, and what came before it', async () => {
	const real = await openRealLab();
	const { host, port } = real.addressOf('proxy/slow');
	const path = await newPath();
	const clients = Array.from({ length: 4 }, () => bareClient(port));
	real.lab.dispatch({ type: 'fetch', address: `${host}:${port}`, transforms: ['shout', 'gibberish'] });
	await real.until(({ fetch, totals }) => (fetch?.poemBytes ?? 0) > 0 && totals.misses === 1 && totals.collapsed === 4);
	await record(real, path);
	await Promise.all(clients.map(({ seen }) => seen));
	const after = await real.until(({ fetch, totals }) => fetch?.status === 'fell-back' && totals.open === 0);
	const lab = await replayed(real, path);
	const snapshot = lab.snapshot();

	expect(snapshot.totals).toEqual(after.totals);
	expect(fetchOf(snapshot)).toEqual(fetchOf(after));
	const outcomes = ({ exchanges }: Snapshot) =>
		exchanges.map(({ id, cache, how, bytesOut, peer }) => ({ id, cache, how, bytesOut, peer }));
	expect(outcomes(snapshot)).toEqual(outcomes(after));

	for (const { id, server, kind, cache } of snapshot.exchanges) {
		const { outcome, untruths, ladder, spoken, bytes } = await told(lab, id);
		expect(untruths).toEqual([]);
		if (kind === 'transform') {
			continue;
		}
		expect(outcome).toBe(server === 'poetry/slow' ? 'MISS' : cache === 'miss' ? 'MISS' : outcome);
		expect(ladder).toMatch(/0\.0 .*⋮ {2}[\d.]+ m?s before the recording/);
		expect(ladder).toMatch(/before( the recording)? ·+▶/);
		expect(ladder).toMatch(/◀·* ?[123]0 B.* ·*┤/);
		expect(ladder).not.toMatch(/streams: first byte/);
		expect(spoken).toMatch(/was connected to .* before the recording/);
		// On a busy machine the recording may begin only after the second piece.
		const [, before = ''] =
			/poem, after its first (10|20|30) bytes .*34 bytes, \1 of them before the recording/s.exec(bytes) ?? [];
		expect(bytes).toMatch(rowFrom(Number(before)));
		expect(bytes).not.toMatch(/1 frame/);
	}
	await lab.close();
});

/** The row of hexadecimal digits in which the poem goes on after so many bytes that are not known. */
function rowFrom(byte: number): RegExp {
	const unknown = byte % 8;
	const next = poems.slow.charCodeAt(byte).toString(16).toUpperCase();
	return new RegExp(`^ +${byte - unknown} {2}${Array(unknown).fill('··').join(' ')}[║╫]${next} `, 'm');
}

/** What a replay shows of the client's fetch; times are kept to the microsecond. */
function fetchOf({ fetch }: Snapshot) {
	return fetch && { ...fetch, poem: Buffer.from(fetch.poem).toString(), startedAt: Math.round(fetch.startedAt) };
}

/** All that a lab counts. */
const countsOf = ({ totals, servers, histogram, perSecond, exchanges, droppedExchanges }: Snapshot) => ({
	totals,
	servers,
	histogram,
	perSecond,
	exchanges: droppedExchanges + exchanges.length,
});

test('a recording begun in the middle goes on with what its lab had counted, and says of nothing that it was not', async () => {
	const real = await openRealLab();
	await real.fetch('proxy/short');
	await real.fetch('proxy/short');
	await real.fetch('poetry/short', ['gibberish']);
	const path = await record(real, await newPath());
	const begun = real.lab.snapshot();
	const after = await real.fetch('proxy/short');
	const lab = await replayed(real, path);
	expect(after.totals).toMatchObject({ hits: 2, misses: 1, fetches: 4, fellBack: 1 });
	expect(countsOf(lab.snapshot())).toEqual(countsOf(after));
	expect(lab.snapshot().exchanges).toHaveLength(1);

	while (lab.snapshot().fetch !== undefined) {
		const { at = 0 } = lab.snapshot().replay ?? {};
		lab.dispatch({ type: 'replay-step', events: -1 });
		await expect.poll(() => lab.snapshot().replay?.at, { interval: 5 }).toBe(at - 1);
	}
	expect(lab.snapshot().totals).toEqual(begun.totals);
	const screen = openScreen(lab, 120, 36);
	const rows = screen.frame();
	screen.close();
	expect(rows).toMatch(/cache \d+% hit/);
	expect(rows).toContain('5 exchanges ended before this recording began.');
	expect(rows).toContain('What was fetched before');
	expect(rows).not.toMatch(/unused|Nothing/);
	await lab.close();
});

test('a recording begun while a transform runs has the poem before it, and each transform as far as it had come', async () => {
	const real = await openRealLab([], {
		faults: [{ server: 'transform', fault: 'latency', settings: { ms: 1_000, jitter: 0 } }],
	});
	const { host, port } = real.addressOf('poetry/short');
	const path = await newPath();
	real.lab.dispatch({ type: 'fetch', address: `${host}:${port}`, transforms: ['shout', 'reverse-lines'] });
	await real.until(({ fetch }) => fetch?.steps[1]?.status === 'running');
	await record(real, path);
	const after = await real.until(({ fetch, totals }) => fetch?.status === 'succeeded' && totals.open === 0);
	const lab = await replayed(real, path);
	const { connection: _, server: __, ...known } = fetchOf(after) ?? {};
	expect(fetchOf(lab.snapshot())).toMatchObject(known);
	const exchange = lab.snapshot().exchanges.find(({ server }) => server === 'transform');
	expect(exchange).toMatchObject({ transform: 'reverse-lines', replied: true, faults: [{ name: 'latency' }] });
	expect((await told(lab, exchange?.id ?? 0)).untruths).toEqual([]);
	await lab.close();
});

test('a recording begun while a crowd is under way tells of the crowd, and of its whole end', async () => {
	const real = await openRealLab();
	const { host, port } = real.addressOf('proxy/slow');
	const path = await newPath();
	real.lab.dispatch({ type: 'start-crowd', address: `${host}:${port}`, transforms: [], clients: 12 });
	await real.until(({ crowd, totals }) => crowd?.begun === 12 && totals.collapsed === 11);
	await record(real, path);
	const after = await real.until(({ crowd, totals }) => crowd?.status === 'ended' && totals.open === 0);
	const lab = await replayed(real, path);
	const { startedAt, ...crowd } = lab.snapshot().crowd ?? { startedAt: 0 };
	const { startedAt: began, ...known } = after.crowd ?? { startedAt: 0 };
	expect(crowd).toEqual(known);
	expect(startedAt).toBeCloseTo(began, 1);
	expect(lab.snapshot().exchanges.map(({ peer }) => peer)).toEqual(after.exchanges.map(({ peer }) => peer));
	await lab.close();
});

test('a recording begun in a lesson tells of the lesson, of each step from then on, and of its end', async () => {
	const poemsDir = new URL('../../../poems', import.meta.url).pathname;
	const real = await openRealLab([], { poemsDir, slowPoems: ['ozymandias'], lesson: 'thundering-herd' });
	const lesson = () => real.lab.snapshot().lesson;
	const at = lesson()?.step;
	real.lab.dispatch({ type: 'predict', choice: 1 });
	const { lesson: guessed } = await real.until(snapshot => snapshot.lesson?.prediction?.chosen === 1);
	const path = await record(real, await newPath());
	real.lab.dispatch({ type: 'next-step' });
	await real.until(snapshot => snapshot.lesson?.step === 2);
	real.lab.dispatch({ type: 'leave-lesson' });
	await real.until(snapshot => snapshot.lesson === undefined);
	const lab = await replayed(real, path);
	const seen: unknown[] = [lab.snapshot().replay?.lesson];
	lab.subscribe(() => seen.push(lab.snapshot().replay?.lesson));
	for (let step = lab.snapshot().replay?.total ?? 0; step > 0; step -= 1) {
		lab.dispatch({ type: 'replay-step', events: -1 });
		await expect.poll(() => lab.snapshot().replay?.at, { interval: 5 }).toBe(step - 1);
	}
	const steps = [...new Set(seen.map(one => JSON.stringify(one)))].map(one => one && JSON.parse(one));
	expect(at).toBe(1);
	const guess = guessed?.prediction?.choices[1];
	expect(steps).toMatchObject([
		undefined,
		{ name: 'thundering-herd', step: 2 },
		{ name: 'thundering-herd', step: 1, guess, tries: 0 },
	]);
	await lab.close();
});

test('of a poet elsewhere the bytes before the recording are known from the sum of all', async () => {
	let speak: () => void = () => {};
	const { port } = await bareServer(socket => {
		socket.write('before ');
		speak = () => socket.end('and after');
	});
	const real = await openRealLab([{ host: '127.0.0.1', port }]);
	const name = `proxy/127.0.0.1:${port}`;
	const client = bareClient(real.addressOf(name).port);
	await real.until(({ open }) => open.some(({ bytesOut }) => bytesOut === 7));
	const path = await record(real, await newPath());
	speak();
	await client.seen;
	await real.until(({ totals }) => totals.open === 0 && totals.cacheEntries === 1);
	const lab = await replayed(real, path);
	const [exchange] = lab.snapshot().exchanges;
	const { ladder, untruths, outcome } = await told(lab, exchange?.id ?? 0);
	expect(untruths).toEqual([]);
	expect(outcome).toBe('MISS');
	expect(ladder.match(/7 B before/g)).toHaveLength(2);
	await lab.close();
});

test('a recording begun while nothing is under way begins with no such thing', async () => {
	const real = await openRealLab();
	await real.fetch('poetry/short');
	const path = await record(real, await newPath());
	const after = await real.fetch('proxy/short');
	const lab = await replayed(real, path);
	expect(lab.snapshot().exchanges.map(({ id }) => id)).toEqual(after.exchanges.slice(1).map(({ id }) => id));
	expect(lab.snapshot().fetch?.poemBytes).toBe(poems.short.length);
	await lab.close();
});

test('a recording that an older program began in the middle opens as it did, and does not take its first byte for byte 0', async () => {
	const of = { server: 'poetry/a', connection: 5 } as const;
	const path = await writeRecording([
		{ type: 'transforms-loaded', time: 900, transforms: [], problems: [] },
		...listening.map(event => ({ ...event, time: 900 })),
		{ type: 'ready', time: 900, servers: 3, failed: 0, seed: 1 },
		{ type: 'poem-stored', time: 900, server: 'proxy/a', fetch: 0, bytes: 6, cacheEntries: 1, cacheBytes: 6 },
		opened(5, 'poetry/a', 900),
		{ type: 'bytes-sent', time: 2_000, ...of, data: Buffer.from('the rest') },
		closed(5, 'poetry/a', { bytesOut: 148, time: 2_001 }),
	]);
	const lab = await createReplayLab(path);
	const { totals, exchanges, replay } = lab.snapshot();
	expect(replay).not.toHaveProperty('sessions');
	expect(totals).toMatchObject({ open: 0, served: 1, cacheEntries: 1 });
	expect(exchanges).toMatchObject([{ id: 5, how: 'ended', bytesOut: 148 }]);
	expect((await told(lab, 5)).bytes).toMatch(/^ +136 .*║74 68 65 20/m);
	await lab.close();
});
