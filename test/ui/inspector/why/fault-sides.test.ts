import { describe, expect, test } from 'vitest';
import { parseFault } from '../../../../source/faults/fault-settings.ts';
import type { Lab } from '../../../../source/lab/lab.ts';
import { ladderLines } from '../../../../source/ui/inspector/ladder/announce.ts';
import { ladderOf } from '../../../../source/ui/inspector/ladder/ladder.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { reasonsOf } from '../../../../source/ui/inspector/why/why.ts';
import { bareServer, listenTo } from '../../../fixtures/raw-peers.ts';
import { newestOf, openRealLab, poems, type RealLab } from '../real-lab.ts';

const broken = (server: string, text: string) => {
	const { fault, settings } = parseFault(text);
	return { faults: [{ server, fault: fault.name, settings }] };
};

/** Everything that the inspector and the screen reader tell of the newest exchange of a server's. */
async function toldOf(real: RealLab, server: string, lab: Lab): Promise<string> {
	const { id } = newestOf(lab.snapshot(), server);
	const trace = traceOf(id, await real.detail(id), lab.snapshot().servers);
	return trace === undefined
		? ''
		: JSON.stringify([
				reasonsOf(trace),
				ladderLines(ladderOf(trace)),
				ladderOf(trace).items.map(item => ({ ...item, cause: '' })),
			]);
}

const onProxy = ['truncate:10', 'truncate:0', 'reset:10', 'corrupt:1', 'slice:3:1', 'latency:20:10'];

describe('what a fault does to a proxy’s client', () => {
	test.each(onProxy)('is not told of its poet, which had said all: %s', async text => {
		const real = await openRealLab([], broken('proxy/short', text));
		for (let round = 0; round < 10; round += 1) {
			real.lab.dispatch({ type: 'purge-cache' });
			const snapshot = await real.fetch('proxy/short');
			const [poet, proxy] = [newestOf(snapshot, 'poetry/short'), newestOf(snapshot, 'proxy/short')];
			expect(poet).toMatchObject({ how: 'ended', bytesOut: poems.short.length });
			expect(poet).not.toHaveProperty('faults');
			expect(proxy.faults).toHaveLength(1);
			const told = await toldOf(real, 'poetry/short', real.lab);
			expect(told).not.toMatch(/cancel|the rest|never became whole/);
			expect(told).toMatch(/upstream fetch.*fulfilled/);
		}
	});

	test.each(['truncate:10', 'reset:10'])('is not seen by a poet elsewhere, whose poem was whole: %s', async text => {
		let tell: (end: string) => void = () => {};
		const ended = new Promise<string>(resolve => {
			tell = resolve;
		});
		const { port } = await bareServer(socket => {
			socket.on('close', hadError => tell(hadError ? 'reset' : 'in order'));
			socket.end(poems.short, () => socket.resume());
		});
		const server = `proxy/127.0.0.1:${port}`;
		const real = await openRealLab([{ host: '127.0.0.1', port }], broken(server, text));
		await listenTo(real.addressOf(server).port);
		await real.until(({ totals }) => totals.cacheEntries === 1 && totals.open === 0);
		expect(await ended).toBe('in order');
		expect(await toldOf(real, server, real.lab)).not.toMatch(/cancel|the rest/);
	});

	test('is told as a cancelled fetch where the poet still had something to say, since that is so', async () => {
		const real = await openRealLab([], broken('proxy/slow', 'truncate:10'));
		const snapshot = await real.fetch('proxy/slow');
		expect(newestOf(snapshot, 'poetry/slow')).toMatchObject({ how: 'reset' });
		expect(await toldOf(real, 'poetry/slow', real.lab)).toMatch(/cancelled, reset/);
	});
});

describe('what a fault does to a poet’s proxy', () => {
	test.each([
		['truncate:10', { how: 'ended', bytesOut: 10 }],
		['reset:10', { how: 'cut' }],
		['truncate:0', { how: 'cut', bytesOut: 0 }],
		['corrupt:1', { how: 'ended' }],
	])('is told of the proxy’s client only as far as it came over the wire: %s', async (text, seen) => {
		const real = await openRealLab([], broken('poetry/short', text));
		const snapshot = await real.fetch('proxy/short');
		const proxy = newestOf(snapshot, 'proxy/short');
		expect(proxy).toMatchObject(seen);
		expect(proxy).not.toHaveProperty('faults');
		expect(newestOf(snapshot, 'poetry/short').faults).toHaveLength(1);
	});
});
