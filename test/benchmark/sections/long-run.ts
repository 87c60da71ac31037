import { formatNumber } from '../markdown.ts';
import { type PeerKind, type Setup, startPeer, stopPeers } from '../peer.ts';
import { lab, serve } from '../peers/ours.ts';
import { memoryBytes } from '../process-costs.ts';
import type { Context, Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';

/** Whether memory stays flat however much is served: poems and proxy hits in turn, by 64 clients. */
export const longRun: Section = {
	name: 'long-run',
	group: 'scale',
	run: context =>
		withSetup({ ...context, caches: true }, async setup => {
			const kinds = [serve, lab];
			const runs: (readonly string[])[] = [];
			for (const kind of kinds) {
				runs.push(await run(context, kind, setup));
			}
			const rows = Array.from({ length: steps + 1 }, (_, step) => [
				formatNumber((context.exchanges / steps) * step),
				...runs.map(cells => cells[step] ?? ''),
			]);
			return {
				columns: [
					{ title: 'after so many exchanges', isNumber: true },
					...kinds.map(({ name }) => ({ title: `memory of ${name}, MiB`, isNumber: true })),
				],
				rows,
			};
		}),
};

const steps = 10;

/** What it holds after each step, the first of which is none. */
async function run({ load, exchanges, tell }: Context, kind: PeerKind, setup: Setup): Promise<readonly string[]> {
	const peer = await startPeer(kind, setup);
	if ('missing' in peer) {
		return [peer.missing];
	}
	const held = () => formatNumber((memoryBytes(peer.pid)?.now ?? Number.NaN) / 2 ** 20, 1);
	try {
		const cells = [held()];
		for (let step = 1; step <= steps; step += 1) {
			const count = Math.round(exchanges / steps / 2);
			for (const port of [peer.ports.poem, peer.ports.proxy]) {
				await load.do('exchange', { port, clients: 64, answerBytes: poemBytes, count });
			}
			cells.push(held());
			tell(`long run: ${kind.name}: step ${step} of ${steps}: ${cells.at(-1)} MiB`);
		}
		return cells;
	} finally {
		await stopPeers([peer]);
	}
}
