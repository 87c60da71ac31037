import { formatNumber } from '../markdown.ts';
import { type Setup, startPeer, stopPeers } from '../peer.ts';
import { serve } from '../peers/ours.ts';
import type { Ports } from '../ports.ts';
import { memoryBytes } from '../process-costs.ts';
import type { Context, Section } from '../section.ts';
import { withSetup } from '../setup.ts';

/** How often a very large poem is held at once: by its server, and by a proxy whose cache has no room for it. */
export const largePoem: Section = {
	name: 'large-poem',
	group: 'scale',
	run: context =>
		withSetup({ ...context, caches: true }, small =>
			withSetup({ ...context, caches: true, bytes: largePoemBytes }, async large => {
				const atRest = await peakOf(context, small, undefined);
				const rows = [row('`serve` with a poem of 3 kB, at rest', atRest, atRest)];
				for (const { what, setup, use } of measurements(small, large)) {
					context.tell(`large poem: ${what}`);
					rows.push(row(what, await peakOf(context, setup, use), atRest));
				}
				return { columns, rows };
			}),
		),
};

const largePoemBytes = 100_000_000;
const clients = 4;

const columns = [
	{ title: `a poem of ${largePoemBytes / 1_000_000} MB` },
	{ title: 'memory, MB', isNumber: true },
	{ title: 'at its peak, MB', isNumber: true },
	{ title: 'peak beyond rest, in poems', isNumber: true },
] as const;

type Use = keyof Ports | undefined;
type Memory = ReturnType<typeof memoryBytes>;

function measurements(small: Setup, large: Setup): readonly { what: string; setup: Setup; use: Use }[] {
	const { upstreamPort } = large;
	return [
		{ what: '`serve` with it, at rest', setup: large, use: undefined },
		{ what: `… and ${clients} clients read it at once`, setup: large, use: 'poem' },
		{ what: `a proxy of \`serve\`, ${clients} clients at once`, setup: { ...small, upstreamPort }, use: 'proxy' },
	];
}

/** What a new `serve` holds when it is at rest, or when all have read; nothing where one of them did not get the poem. */
async function peakOf({ load }: Context, setup: Setup, use: Use): Promise<Memory> {
	const peer = await startPeer(serve, setup);
	if ('missing' in peer) {
		return undefined;
	}
	try {
		if (use !== undefined) {
			const order = { port: peer.ports[use], clients, answerBytes: largePoemBytes, count: clients };
			const { failed } = await load.do('exchange', order);
			return failed > 0 ? undefined : memoryBytes(peer.pid);
		}
		return memoryBytes(peer.pid);
	} finally {
		await stopPeers([peer]);
	}
}

function row(what: string, memory: Memory, atRest: Memory): readonly string[] {
	const megabytes = (bytes: number | undefined) => formatNumber(bytes && bytes / 1e6, 1);
	const beyond = memory && atRest && (memory.peak - atRest.now) / largePoemBytes;
	return [what, megabytes(memory?.now), megabytes(memory?.peak), formatNumber(beyond, 2)];
}
