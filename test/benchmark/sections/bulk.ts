import { formatNumber } from '../markdown.ts';
import { type PeerKind, type Setup, startPeer, stopPeers } from '../peer.ts';
import { bare } from '../peers/bare.ts';
import { serve } from '../peers/ours.ts';
import type { Ports } from '../ports.ts';
import type { Context, Section } from '../section.ts';
import { withSetup } from '../setup.ts';
import { median } from '../statistics.ts';

/** How fast one reader gets one very large poem: from its server, from a proxy that has it, and from one that fetches it. */
export const bulk: Section = {
	name: 'bulk',
	group: 'scale',
	run: async context => {
		const rows: (readonly string[])[] = [];
		for (const { what, use, bytes, caches } of ways) {
			await withSetup({ ...context, caches, bytes }, async setup => {
				const speeds: number[] = [];
				for (const kind of [bare, serve]) {
					context.tell(`bulk: ${what} by ${kind.name}`);
					speeds.push(await gigabytesPerSecond(context, kind, { setup, use, bytes }));
				}
				const [yardstick = Number.NaN, ours = Number.NaN] = speeds;
				const [server = ours] = rows.map(row => Number(row[2]));
				const cells = [yardstick, ours, ours / yardstick, ours / server].map(value => formatNumber(value, 2));
				rows.push([what, ...cells]);
			});
		}
		return { columns, rows };
	},
};

interface Way {
	readonly what: string;
	readonly use: keyof Ports;
	readonly bytes: number;
	readonly caches: boolean;
}

/** The cache of a lab has room for 64 MiB. */
const ways: readonly Way[] = [
	{ what: '100 MB from its server', use: 'poem', bytes: 100_000_000, caches: true },
	{ what: '60 MB, a hit', use: 'proxy', bytes: 60_000_000, caches: true },
	{ what: '100 MB, a miss', use: 'proxy', bytes: 100_000_000, caches: false },
];

const columns = [
	{ title: 'to one reader' },
	{ title: 'bare `net`, GB/s', isNumber: true },
	{ title: '`serve`, GB/s', isNumber: true },
	{ title: 'bare = 1', isNumber: true },
	{ title: 'from its server = 1', isNumber: true },
] as const;

async function gigabytesPerSecond(
	{ load, pace }: Context,
	kind: PeerKind,
	{ setup, use, bytes }: { readonly setup: Setup; readonly use: keyof Ports; readonly bytes: number },
): Promise<number> {
	const peer = await startPeer(kind, setup);
	if ('missing' in peer) {
		return Number.NaN;
	}
	try {
		const order = { port: peer.ports[use], clients: 1, count: 1, answerBytes: bytes };
		// The first ones compile the code, and fill the cache.
		for (let warmUp = 0; warmUp < 3; warmUp += 1) {
			await load.do('exchange', order);
		}
		const speeds: number[] = [];
		for (let round = 0; round < pace.rounds * 2; round += 1) {
			const { elapsedMs, failed } = await load.do('exchange', order);
			speeds.push(failed > 0 ? Number.NaN : bytes / elapsedMs / 1e6);
		}
		return median(speeds);
	} finally {
		await stopPeers([peer]);
	}
}
