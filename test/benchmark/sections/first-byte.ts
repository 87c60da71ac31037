import { formatNumber, type Table } from '../markdown.ts';
import { type Peer, startPeer, stopPeers } from '../peer.ts';
import { bare } from '../peers/bare.ts';
import { lab, serve } from '../peers/ours.ts';
import { twisted } from '../peers/twisted.ts';
import type { ViewModel } from '../roles/load.ts';
import type { Context, Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';
import { median, medianRatio } from '../statistics.ts';

/** What one client waits for a poem's first byte: through a proxy that misses, beside going direct and connecting once more. */
export const firstByte: Section = {
	name: 'first-byte',
	run: context =>
		withSetup({ ...context, caches: false, upstreamCores: context.cores.servers }, async setup => {
			const peers: Peer[] = [];
			try {
				for (const kind of [bare, serve, lab, twisted]) {
					peers.push(await startPeer(kind, setup));
				}
				return table(peers, await takeTurns(context, setup.upstreamPort, peers));
			} finally {
				await stopPeers(peers);
			}
		}),
};

/** Milliseconds, each the median of one round. */
interface Measured {
	readonly direct: number[];
	readonly connect: number[];
	readonly throughPeer: ReadonlyMap<Peer, number[]>;
}

async function takeTurns({ load, pace, tell }: Context, upstream: number, peers: readonly Peer[]): Promise<Measured> {
	const running = peers.filter(peer => 'pid' in peer);
	const direct: number[] = [];
	const connect: number[] = [];
	const throughPeer = new Map<Peer, number[]>(running.map(peer => [peer, []]));
	const wait = async (port: number, until: ViewModel) => {
		const order = { port, clients: 1, answerBytes: poemBytes, until, forMs: pace.roundMs };
		return (await load.do('exchange', order)).p50Ms;
	};
	for (const port of [upstream, ...running.map(({ ports }) => ports.proxy)]) {
		await load.do('exchange', { port, clients: 16, answerBytes: poemBytes, count: 3_000, forMs: 5 * pace.roundMs });
	}
	for (let round = 0; round < pace.rounds; round += 1) {
		tell(`first byte: round ${round + 1} of ${pace.rounds}`);
		direct.push(await wait(upstream, 'first-byte'));
		connect.push(await wait(upstream, 'connected'));
		for (const peer of running) {
			throughPeer.get(peer)?.push(await wait(peer.ports.proxy, 'first-byte'));
		}
	}
	return { direct, connect, throughPeer };
}

function table(peers: readonly Peer[], { direct, connect, throughPeer }: Measured): Table {
	const both = direct.map((ms, round) => ms + (connect[round] ?? Number.NaN));
	const row = (name: string, values: readonly number[]) => [
		name,
		formatNumber(median(values), 3),
		formatNumber(medianRatio(values, both), 2),
	];
	return {
		columns: [
			{ title: 'first byte of a poem, 1 client' },
			{ title: 'p50, ms', isNumber: true },
			{ title: 'direct and one connect = 1', isNumber: true },
		],
		rows: [
			row('direct', direct),
			row('one connect', connect),
			row('direct and one connect', both),
			...peers.map(peer =>
				'missing' in peer
					? [`a miss through ${peer.name}: ${peer.missing}`]
					: row(`a miss through ${peer.name}`, throughPeer.get(peer) ?? []),
			),
		],
	};
}
