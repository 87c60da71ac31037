import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import type { ServerState } from '../../../../source/lab/snapshot/server-state.ts';
import type { Arrow } from '../../../../source/ui/inspector/ladder/arrows.ts';
import { type LadderItem, ladderOf } from '../../../../source/ui/inspector/ladder/ladder.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { bareClient, bareServer } from '../../../fixtures/raw-peers.ts';
import { newestOf, openRealLab, poems } from '../real-lab.ts';
import { endedExchange, failedUpstream, refusedExchange, servers, slowRelay } from '../trace-events.ts';

const itemsOf = (
	focus: number,
	events: readonly LabEvent[],
	among: readonly ServerState[] = servers,
): readonly LadderItem[] => {
	const trace = traceOf(focus, events, among);
	return trace === undefined ? [] : ladderOf(trace).items;
};
const isArrow = (item: LadderItem): item is Arrow => item.kind === 'arrow';
const arrows = (items: readonly LadderItem[]) =>
	items.filter(isArrow).map(({ from, to, labels }) => `${from} ${labels[0]} > ${to}`);
/**
 * Of real servers. What a server says together with its end may come before that all the same: then its end is an arrow of
 * its own.
 */
function expectArrows(items: readonly LadderItem[], expected: readonly string[]): void {
	const found = [...arrows(items)];
	for (const [at, arrow] of expected.entries()) {
		const apart = [arrow.replace(' · end', ''), arrow.replace(/^(\S+) .* · end >/, '$1 end >')];
		if (apart[0] !== arrow && apart.every((part, next) => found[at + next] === part)) {
			found.splice(at, 2, arrow);
		}
	}
	expect(found).toEqual(expected);
}

const promises = (items: readonly LadderItem[]) =>
	items.flatMap(item =>
		item.kind === 'promise' && item.state !== 'note'
			? [[item.name, item.cache, item.state, item.words].filter(word => word !== undefined && word !== '').join(' ')]
			: [],
	);

describe('the ladder of a real fetch', () => {
	it('through a cold proxy with two transforms has each thing that crossed once, and the fall-back', async () => {
		const real = await openRealLab();
		const snapshot = await real.fetch('proxy/short', ['shout', 'gibberish']);
		const { id } = newestOf(snapshot, 'proxy/short');
		const items = itemsOf(id, await real.detail(id), snapshot.servers);
		const size = poems.short.length;
		expectArrows(items, [
			'client connect > proxy/short',
			'proxy/short connect > poetry/short',
			`poetry/short ${size} B · end > proxy/short`,
			`proxy/short ${size} B > client`,
			'proxy/short end > client',
			'client connect > transform',
			`client ${size + 6}:shout.…, > transform`,
			`transform ${size}:…, · end > client`,
			'client connect > transform',
			`client ${size + 10}:gibberish.…, > transform`,
			'transform end, no reply > client',
		]);
		expect(promises(items)).toEqual([
			'fetchTransformedPoem pending',
			'fetchPoem pending',
			'upstream fetch miss pending',
			'upstream fetch fulfilled stored',
			'fetchPoem fulfilled',
			'transform shout pending',
			'transform shout fulfilled',
			'transform gibberish pending',
			'transform gibberish rejected no reply',
			'catch → the poem as it was taken',
			'then  → the new poem not-taken',
			'fetchTransformedPoem fulfilled fell back',
		]);
	});

	it('that hits the cache asks no upstream, and says so', async () => {
		const real = await openRealLab();
		await real.fetch('proxy/short');
		const snapshot = await real.fetch('proxy/short');
		const { id } = newestOf(snapshot, 'proxy/short');
		const items = itemsOf(id, await real.detail(id), snapshot.servers);
		expectArrows(items, ['client connect > proxy/short', `proxy/short ${poems.short.length} B · end > client`]);
		expect(promises(items)).toContain('cache hit fulfilled at once');
		expect(items).toContainEqual(expect.objectContaining({ name: expect.stringMatching(/^no upstream was asked/) }));
	});

	it('that is collapsed shows the fetch it waited on, since before its own beginning, and who else did', async () => {
		const real = await openRealLab();
		const { port } = real.addressOf('proxy/slow');
		const [first, second] = [bareClient(port), bareClient(port)];
		await real.until(({ open }) => open.some(({ server, bytesOut }) => server === 'proxy/slow' && bytesOut > 0));
		const snapshot = await real.fetch('proxy/slow');
		await Promise.all([first.seen, second.seen]);
		const { id } = newestOf(snapshot, 'proxy/slow');
		const events = await real.detail(id);
		const trace = traceOf(id, events, snapshot.servers);
		const items = itemsOf(id, events, snapshot.servers);
		expect(items[0]?.time).toBeLessThan(trace?.startTime ?? 0);
		expect(promises(items)).toContain('upstream fetch collapsed pending');
		const notes = items.flatMap(item => (item.kind === 'promise' && item.state === 'note' ? [item.name] : []));
		expect(notes).toContainEqual(expect.stringMatching(/^waits on the one that :\d+ began$/));
		expect(notes).toContainEqual(expect.stringMatching(/^1 other waits on it too: :\d+$/));
	});

	it('whose upstream resets midway has the reset twice, and every promise rejected', async () => {
		const { port } = await bareServer(socket => {
			socket.write('half a poem', () => socket.once('drain', () => {}));
			socket.setTimeout(30, () => socket.resetAndDestroy());
		});
		const real = await openRealLab([{ host: '127.0.0.1', port }]);
		const server = `proxy/127.0.0.1:${port}`;
		const snapshot = await real.fetch(server, ['shout']);
		const { id } = newestOf(snapshot, server);
		const items = itemsOf(id, await real.detail(id), snapshot.servers);
		expect(items.filter(isArrow).filter(({ shape }) => shape === 'reset')).toMatchObject([
			{ from: `127.0.0.1:${port}`, to: server, labels: ['reset'] },
			{ from: server, to: 'client', labels: ['cut off, reset', 'reset'] },
		]);
		expect(promises(items).slice(3)).toEqual([
			'upstream fetch rejected reset',
			'fetchPoem rejected reset',
			'fetchTransformedPoem rejected reset',
		]);
	});

	it('of netcat’s has what the stranger sent as it was, and the close without a reply', async () => {
		const real = await openRealLab();
		const netcat = bareClient(real.addressOf('transform').port);
		netcat.socket.end('3:abc,');
		await netcat.seen;
		const snapshot = await real.until(({ exchanges, totals }) => exchanges.length === 1 && totals.open === 0);
		const { id, peerPort } = newestOf(snapshot, 'transform');
		expect(arrows(itemsOf(id, await real.detail(id), snapshot.servers))).toEqual([
			`127.0.0.1:${peerPort} connect > transform`,
			`127.0.0.1:${peerPort} 3:abc, > transform`,
			`transform end, no reply > 127.0.0.1:${peerPort}`,
		]);
	});
});

describe('a ladder', () => {
	it('grows with its events and never takes back what crossed', () => {
		const events = slowRelay(3);
		let before: readonly string[] = [];
		for (let count = 1; count <= events.length; count += 1) {
			const now = arrows(itemsOf(1, events.slice(0, count))).filter(arrow => arrow.includes(' B'));
			expect(now.slice(0, before.length).map(withoutEnd)).toEqual(before.map(withoutEnd));
			before = now;
		}
		expect(itemsOf(1, events.slice(0, -1)).at(-1)).toMatchObject({ kind: 'wait', durationMs: undefined });
		expect(itemsOf(1, events).at(-1)).toMatchObject({ kind: 'arrow' });
	});

	it('folds a slow poem’s writes, but for the first and the last on each connection', () => {
		const items = itemsOf(1, slowRelay(66));
		expect(items.find(({ kind }) => kind === 'fold')).toMatchObject({
			flows: [
				{ from: 'poetry/ozymandias', to: 'proxy/ozymandias', writes: 64, bytes: 640 },
				{ from: 'proxy/ozymandias', to: '127.0.0.1:51532', writes: 64, bytes: 640 },
			],
		});
		expect(items.length).toBeLessThan(14);
	});

	it('divides what it folds by a long rest, and shows how long that was', () => {
		const restMs = 60_000;
		const after = 1_000 + 30 * 300;
		const rested = slowRelay(66).map(event => (event.time > after ? { ...event, time: event.time + restMs } : event));
		const items = itemsOf(1, rested);
		const second = items.findLastIndex(({ kind }) => kind === 'fold');
		expect(items.filter(({ kind }) => kind === 'fold')).toHaveLength(2);
		expect(items[second - 1]).toMatchObject({ kind: 'wait', durationMs: expect.closeTo(restMs, -3) });
	});

	it('loses no byte by folding', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 80 }), writes => {
				const items = itemsOf(1, slowRelay(writes));
				const shown = items.filter(isArrow).reduce((sum, { bytes }) => sum + bytes, 0);
				const folded = items.flatMap(item => (item.kind === 'fold' ? item.flows : []));
				expect(shown + folded.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(writes * 20);
			}),
		);
	});

	it('tells a refused connection from a reset one by its shape and its word', () => {
		const refused = itemsOf(3, failedUpstream('refused')).filter(isArrow);
		const reset = itemsOf(3, failedUpstream('reset')).filter(isArrow);
		expect(refused).toContainEqual(
			expect.objectContaining({ shape: 'refused', labels: ['refused'], to: 'proxy/ecstasy' }),
		);
		expect(reset).toContainEqual(expect.objectContaining({ shape: 'reset', labels: ['reset'], to: 'proxy/ecstasy' }));
	});

	it('has a time-out and a cancel come from the end that gave up', () => {
		for (const code of ['timed-out', 'cancelled'] as const) {
			const given = itemsOf(3, failedUpstream(code)).filter(isArrow);
			expect(given).toContainEqual(
				expect.objectContaining({ shape: 'reset', from: 'proxy/ecstasy', to: '192.0.2.1:9' }),
			);
		}
	});

	it('has a reset above the promise that it rejects, also where the server tells of it only later', () => {
		const why = 'connection reset';
		const events = slowRelay(2).map((event): LabEvent => {
			switch (event.type) {
				case 'dial-closed':
					return { ...event, failure: 'reset', why };
				case 'fetch-succeeded':
					return { type: 'fetch-failed', time: event.time, fetch: event.fetch, code: 'reset', why, durationMs: 1 };
				case 'connection-closed':
					return { ...event, how: 'cut' };
				default:
					return event;
			}
		});
		const items = itemsOf(1, events);
		const resetAt = items.findIndex(
			item => isArrow(item) && item.from === 'poetry/ozymandias' && item.shape === 'reset',
		);
		const rejectedAt = items.findIndex(item => item.kind === 'promise' && item.state === 'rejected');
		expect(resetAt).toBeGreaterThan(0);
		expect(resetAt).toBeLessThan(rejectedAt);
	});

	it('says which bound was gone over, and that a peer left', () => {
		expect(arrows(itemsOf(1, endedExchange('over-bound', 'read-time'))).at(-1)).toContain(
			'over bound read-time, reset',
		);
		expect(arrows(itemsOf(1, endedExchange('left'))).at(-1)).toBe('127.0.0.1:51532 leaves, end > poetry/ecstasy');
		expect(arrows(itemsOf(1, endedExchange('stopped'))).at(-1)).toContain('stopped, reset');
		expect(arrows(itemsOf(1, refusedExchange('no-dot'))).at(-1)).toContain('end, no reply');
	});
});

function withoutEnd(arrow: string): string {
	return arrow.replace(' · end', '');
}
