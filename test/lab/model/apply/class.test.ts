import { expect, test } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { noState } from '../../../../source/lab/model/state.ts';
import { closed, listening } from '../../../fixtures/events.ts';
import { applyEvents } from '../../../fixtures/lab-state.ts';

const opened = (connection: number, peerHost: string): LabEvent => ({
	type: 'connection-opened',
	time: connection,
	server: 'transform',
	connection,
	peerHost,
	peerPort: 50_000 + connection,
});
const named = (peerHost: string, name: string): LabEvent => ({ type: 'class-peer-named', time: 9, peerHost, name });
const namesIn = (events: readonly LabEvent[]) => {
	const { exchanges, open } = applyEvents(noState, events);
	return exchanges.map(({ id, peerName }) => (open.get(id)?.peerName === peerName ? peerName : 'not the same'));
};

test('whoever connects from the host of a lab of the class has its name, also those who came before', () => {
	const all = [opened(1, '192.168.1.4'), opened(2, '192.168.1.5'), named('192.168.1.4', 'ada@mac')];
	expect(namesIn([...all, opened(3, '::ffff:192.168.1.4')])).toEqual(['ada@mac', undefined, 'ada@mac']);
});

test('a host that another lab is at now has that name, and what a thousand others have is bounded', () => {
	const many = Array.from({ length: 1_500 }, (_, at) => named(`10.0.${at >> 8}.${at & 255}`, `lab ${at}`));
	const { peerNames } = applyEvents(noState, [named('10.9.9.9', 'ada'), ...many, named('10.0.5.1', 'bo')]);
	expect(peerNames.size).toBe(1_000);
	expect(peerNames.get('10.0.5.1')).toBe('bo');
	expect(peerNames.has('10.9.9.9')).toBe(false);
});

test('what came from the class, or with another lab, is counted as that besides, and its times apart', () => {
	const proxied = (connection: number): LabEvent =>
		({ ...opened(connection, '127.0.0.1'), server: 'proxy/a' }) as LabEvent;
	const ended = (connection: number) => closed(connection, 'proxy/a', { durationMs: 3 });
	const of = { time: 5, server: 'proxy/a' };
	const state = applyEvents(noState, [
		...listening,
		proxied(1),
		{ type: 'class-asked', ...of, connection: 1, fetch: 7 },
		{ type: 'class-answered', ...of, fetch: 7, answer: 'hit', bytes: 6, ageMs: 9, durationMs: 1 },
		{ type: 'cache-hit', ...of, connection: 1, bytes: 6, ageMs: 9, from: 'class' },
		ended(1),
		proxied(2),
		{ type: 'cache-collapsed', ...of, connection: 2, fetch: 8, bytesSoFar: 0, lab: 'bo@mac' },
		ended(2),
		proxied(3),
		{ type: 'cache-hit', ...of, connection: 3, bytes: 6, ageMs: 9 },
		ended(3),
	]);
	const counts = { hits: 2, classHits: 1, collapsed: 1, classCollapsed: 1 };
	expect(state.totals).toMatchObject(counts);
	expect(state.servers.get('proxy/a')).toMatchObject(counts);
	expect(state.exchanges).toMatchObject([
		{ cache: 'hit', cacheFrom: 'class', upstreamFetch: 7 },
		{ cache: 'collapsed', withLab: 'bo@mac' },
		{ cache: 'hit' },
	]);
	const counted = Object.entries(state.latencies).filter(([, { fine }]) => fine.count === 1);
	expect(counted.map(([source]) => source)).toEqual(['hit', 'class-hit', 'class-collapsed']);
});
