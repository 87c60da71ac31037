import { formatNumber } from '../markdown.ts';
import { type RunningPeer, startPeer, stopPeers } from '../peer.ts';
import { bare } from '../peers/bare.ts';
import { lab, serve } from '../peers/ours.ts';
import { twisted } from '../peers/twisted.ts';
import type { Context, Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';
import { median } from '../statistics.ts';

/** What clients wait who all ask for a poem at once: who finds the queue of the system full tries again a second later. */
export const herd: Section = {
	name: 'herd',
	group: 'scale',
	run: context =>
		withSetup({ ...context, caches: true }, async setup => {
			const rows: (readonly string[])[] = [];
			for (const kind of [bare, serve, lab, twisted]) {
				const peer = await startPeer(kind, setup);
				try {
					rows.push(...('missing' in peer ? [['', `${peer.name}: ${peer.missing}`]] : await herds(context, peer)));
				} finally {
					await stopPeers([peer]);
				}
			}
			return { columns, rows };
		}),
};

const herdSizes = [2_000, 4_000] as const;

/** Where the queue of the system is full, some clients are connected and never accepted. */
const patienceMs = 5_000;

const columns = [
	{ title: 'a poem for so many clients at once', isNumber: true },
	{ title: 'server' },
	{ title: 'p50, ms', isNumber: true },
	{ title: 'p99, ms', isNumber: true },
	{ title: 'p99, p50 = 1', isNumber: true },
	{ title: 'without it', isNumber: true },
] as const;

async function herds({ load, pace, tell }: Context, { name, ports }: RunningPeer): Promise<readonly string[][]> {
	const order = { port: ports.poem, answerBytes: poemBytes, patienceMs };
	await load.do('exchange', { ...order, clients: 64, count: 5_000 });
	const rows: string[][] = [];
	for (const clients of herdSizes) {
		tell(`herd: ${clients} clients of ${name}`);
		const p50: number[] = [];
		const p99: number[] = [];
		let failed = 0;
		for (let round = 0; round < pace.rounds; round += 1) {
			const report = await load.do('exchange', { ...order, clients, count: clients });
			p50.push(report.p50Ms);
			p99.push(report.p99Ms);
			failed += report.failed;
		}
		const ratios = p99.map((ms, round) => ms / (p50[round] ?? Number.NaN));
		const times = [formatNumber(median(p50), 1), formatNumber(median(p99), 1), formatNumber(median(ratios), 2)];
		rows.push([formatNumber(clients), name, ...times, formatNumber(failed)]);
	}
	return rows;
}
