import { expect, test } from 'vitest';
import { noState } from '../../../../source/lab/model/state.ts';
import { closed, listening, opened } from '../../../fixtures/events.ts';
import { applyEvents } from '../../../fixtures/lab-state.ts';

const set = (fault: string, settings: Record<string, number> = {}) =>
	({ type: 'fault-set', time: 10, server: 'poetry/a', fault, settings }) as const;
const cleared = (fault: string) => ({ type: 'fault-cleared', time: 11, server: 'poetry/a', fault }) as const;
const after = (...events: Parameters<typeof applyEvents>[1]) => applyEvents(noState, [...listening, ...events]);

test('a server has its faults in the order in which they were switched on, each once', () => {
	const { servers } = after(set('hang'), set('latency', { ms: 1 }), set('hang'), set('latency', { ms: 2 }));
	expect(servers.get('poetry/a')?.faults).toEqual([
		{ name: 'hang', settings: {} },
		{ name: 'latency', settings: { ms: 2 } },
	]);
	expect(servers.get('proxy/a')?.faults).toEqual([]);
});

test('a server that is down by a fault listens all the same, and keeps its faults when it is stopped and started', () => {
	const stopped = [{ type: 'server-closed', time: 12, server: 'poetry/a' } as const, ...listening];
	expect(after(set('down')).servers.get('poetry/a')).toMatchObject({ status: 'listening', down: true });
	expect(after(set('down'), ...stopped).servers.get('poetry/a')).toMatchObject({ status: 'listening', down: true });
	expect(after(set('down'), cleared('down')).servers.get('poetry/a')).toMatchObject({ down: false, faults: [] });
});

test('an exchange keeps what struck it and what that did, also after it has ended', () => {
	const struck = { type: 'fault-struck', time: 1_500, server: 'poetry/a', connection: 1 } as const;
	const { exchanges } = after(
		opened(1),
		{ ...struck, fault: 'slice', what: 'sliced' },
		{ ...struck, fault: 'truncate', what: 'closed in order after 5 bytes' },
		closed(1, 'poetry/a', { faults: ['slice', 'truncate'] }),
		opened(2),
	);
	expect(exchanges[0]).toMatchObject({
		how: 'ended',
		faults: [
			{ name: 'slice', what: 'sliced' },
			{ name: 'truncate', what: 'closed in order after 5 bytes' },
		],
	});
	expect(exchanges[1]).not.toHaveProperty('faults');
});

test('a proxy collapses until it is told not to, and no other server has that switch', () => {
	expect(after().servers.get('proxy/a')?.collapsing).toBe(true);
	expect(after().servers.get('poetry/a')).not.toHaveProperty('collapsing');
	const off = { type: 'collapsing-set', time: 10, server: 'proxy/a', on: false } as const;
	expect(after(off).servers.get('proxy/a')?.collapsing).toBe(false);
	expect(after(off, { ...off, on: true }).servers.get('proxy/a')?.collapsing).toBe(true);
});

test('the seed is known once the lab is ready', () => {
	expect(after().seed).toBeUndefined();
	expect(after({ type: 'ready', time: 5, servers: 3, failed: 0, seed: 42 }).seed).toBe(42);
});
