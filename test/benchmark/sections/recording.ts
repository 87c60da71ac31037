import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { formatNumber } from '../markdown.ts';
import { type PeerKind, startPeer, stopPeers } from '../peer.ts';
import { serve, serveJson, serveWith } from '../peers/ours.ts';
import type { Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';
import { median, medianRatio } from '../statistics.ts';
import { type Round, takeTurns } from '../versus.ts';

const clients = 64;

/** What a recording costs while as many clients as can be fetch a poem, and how much of the disk it takes. */
export const recording: Section = {
	name: 'recording',
	run: context =>
		withSetup({ ...context, caches: true }, async setup => {
			const file = join(context.folder, 'session.jsonl');
			const kinds: readonly PeerKind[] = [serve, serveJson, serveWith('`serve --record`', ['--record', file])];
			const peers = [];
			for (const kind of kinds) {
				peers.push(await startPeer(kind, setup));
			}
			try {
				const workload = { name: 'recording', use: 'poem', order: { clients, answerBytes: poemBytes } } as const;
				const measured = await takeTurns(context, peers, { workload, setup });
				const [without] = measured.values();
				const rows = Array.from(measured, ([{ name }, rounds]): string[] => [name, ...cpuCells(rounds, without ?? [])]);
				rows.at(-1)?.push(formatNumber(await bytesAnExchange(file)));
				return { columns, rows, notes: [] };
			} finally {
				await stopPeers(peers);
			}
		}),
};

const columns = [
	{ title: `poem, ${clients} clients` },
	{ title: 'CPU a connection, µs', isNumber: true },
	{ title: 'CPU, `serve` = 1', isNumber: true },
	{ title: 'file, bytes an exchange', isNumber: true },
] as const;

function cpuCells(rounds: readonly Round[], yardstick: readonly Round[]): string[] {
	const cpu = (some: readonly Round[]) => some.map(({ cpuUs }) => cpuUs);
	return [
		formatNumber(median(cpu(rounds).filter(value => value !== undefined)), 1),
		formatNumber(medianRatio(cpu(rounds), cpu(yardstick)), 2),
	];
}

/** The length of the file, for each exchange in it. */
async function bytesAnExchange(file: string): Promise<number> {
	let [bytes, exchanges] = [0, 0];
	for await (const line of createInterface({ input: createReadStream(file) })) {
		bytes += line.length + 1;
		exchanges += line.startsWith('{"type":"connection-closed"') ? 1 : 0;
	}
	return bytes / exchanges;
}
