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
			const runs: (readonly Extent[])[] = [];
			for (const kind of kinds) {
				runs.push(await run(context, kind, setup));
			}
			const rows = Array.from({ length: steps + 1 }, (_, step) => [
				formatNumber((context.exchanges / steps) * step),
				...runs.flatMap(cells => cells[step] ?? ['', '']),
			]);
			return {
				columns: [
					{ title: 'after so many exchanges', isNumber: true },
					...kinds.flatMap(({ name }) => [
						{ title: `memory of ${name}, MiB: lowest since the row above`, isNumber: true },
						{ title: 'highest', isNumber: true },
					]),
				],
				rows,
				notes: ['Garbage that waits to be collected goes up and down: what is held grows where the lowest does.'],
			};
		}),
};

const steps = 10;

/** Looks at the memory in each step: a full collection of garbage must fall between two of them. */
const looks = 20;

/** The least and the most that was held, in MiB; a word where nothing was measured. */
type Extent = readonly [lowest: string, highest: string];

/** What it holds before the first step, and in each of them. */
async function run({ load, exchanges, tell }: Context, kind: PeerKind, setup: Setup): Promise<readonly Extent[]> {
	const peer = await startPeer(kind, setup);
	if ('missing' in peer) {
		return [[peer.missing, '']];
	}
	const held = () => (memoryBytes(peer.pid)?.now ?? Number.NaN) / 2 ** 20;
	const extent = (mebibytes: readonly number[]): Extent => [
		formatNumber(Math.min(...mebibytes), 1),
		formatNumber(Math.max(...mebibytes), 1),
	];
	try {
		const cells = [extent([held()])];
		for (let step = 1; step <= steps; step += 1) {
			const count = Math.round(exchanges / steps / looks);
			const seen: number[] = [];
			for (let look = 0; look < looks; look += 1) {
				const port = look % 2 === 0 ? peer.ports.poem : peer.ports.proxy;
				await load.do('exchange', { port, clients: 64, answerBytes: poemBytes, count });
				seen.push(held());
			}
			cells.push(extent(seen));
			tell(`long run: ${kind.name}: step ${step} of ${steps}: ${cells.at(-1)?.join(' to ')} MiB`);
		}
		return cells;
	} finally {
		await stopPeers([peer]);
	}
}
