import { EngineServer } from '../../../fixtures/class/engine-server.ts';
import { formatNumber } from '../../markdown.ts';
import { type Peer, startPeer, stopPeers } from '../../peer.ts';
import { serve, serveWith } from '../../peers/ours.ts';
import type { Section } from '../../section.ts';
import { poemBytes, withSetup } from '../../setup.ts';
import { median, medianRatio } from '../../statistics.ts';
import { takeTurns, type Workload } from '../../versus.ts';

const order = { clients: 64, answerBytes: poemBytes } as const;
const workloads: readonly (Workload & { readonly wanted: string })[] = [
	{ name: 'proxy hit in the own cache, 64 clients', use: 'proxy', order, wanted: '≤ 1.03' },
	{ name: 'poem, 64 clients, published', use: 'poem', order, wanted: '≤ 1.15' },
];

/** What it costs a lab to be in a class while it serves as many as can be. */
export const classCost: Section = {
	name: 'class-cost',
	group: 'class',
	run: async context => {
		const engine = await EngineServer.start();
		const peers: Peer[] = [];
		try {
			return await withSetup({ ...context, caches: true }, async setup => {
				const rows: (readonly string[])[] = [];
				for (const kind of [serve, serveWith('`serve --class`', ['--class', engine.url, '--as', 'ada'])]) {
					peers.push(await startPeer(kind, setup));
				}
				for (const workload of workloads) {
					const measured = await takeTurns(context, peers, { workload, setup });
					const cpu = [...measured.values()].map(rounds => rounds.map(({ cpuUs }) => cpuUs));
					const [alone = [], joined = []] = cpu;
					const medians = [alone, joined].map(all => median(all.filter(value => value !== undefined)));
					const cells = medians.map(value => formatNumber(value, 1));
					rows.push([workload.name, ...cells, formatNumber(medianRatio(joined, alone), 3), workload.wanted]);
				}
				return { columns, rows, notes: [] };
			});
		} finally {
			await stopPeers(peers);
			await engine.close();
		}
	},
};

const columns = [
	{ title: 'CPU a connection, µs' },
	{ title: 'alone', isNumber: true },
	{ title: 'in a class', isNumber: true },
	{ title: 'ratio', isNumber: true },
	{ title: 'wanted', isNumber: true },
] as const;
