import { readFileSync } from 'node:fs';
import { formatNumber } from '../markdown.ts';
import { type PeerKind, startPeer, stopPeers } from '../peer.ts';
import { bare } from '../peers/bare.ts';
import { lab, serve } from '../peers/ours.ts';
import { twisted } from '../peers/twisted.ts';
import { memoryBytes } from '../process-costs.ts';
import type { Context, Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';

/** What many connections that are open at once cost, which say nothing: transform servers wait for their requests. */
export const connections: Section = {
	name: 'connections',
	group: 'scale',
	run: context =>
		withSetup({ ...context, caches: true }, async setup => {
			const limit = descriptorLimit();
			const count = Math.min(wanted, limit - spare);
			const rows: (readonly string[])[] = [];
			for (const kind of [bare, serve, lab, twisted]) {
				context.tell(`connections: ${count} at once to ${kind.name}`);
				rows.push(await holdMany(context, kind, { setup, count }));
			}
			const bound = `A process may open ${limit} files here: so there are no ${formatNumber(wanted)} connections.`;
			return { columns, rows, notes: count === wanted ? [] : [bound] };
		}),
};

const wanted = 10_000;
/** Descriptors that a server needs besides. */
const spare = 100;

const columns = [
	{ title: 'connections at once' },
	{ title: 'server' },
	{ title: 'opened in, s', isNumber: true },
	{ title: 'memory before, MiB', isNumber: true },
	{ title: 'for each, kB', isNumber: true },
	{ title: 'a poem meanwhile, p50 ms', isNumber: true },
] as const;

async function holdMany(
	{ load }: Context,
	kind: PeerKind,
	{ setup, count }: { readonly setup: Parameters<typeof startPeer>[1]; readonly count: number },
): Promise<readonly string[]> {
	const peer = await startPeer(kind, setup);
	if ('missing' in peer) {
		return ['', `${peer.name}: ${peer.missing}`];
	}
	try {
		const poems = { port: peer.ports.poem, clients: 1, answerBytes: poemBytes };
		await load.do('exchange', { ...poems, clients: 16, count: 2_000 });
		const before = memoryBytes(peer.pid);
		const { open, problem, elapsedMs } = await load.do('hold', { port: peer.ports.transform, count });
		const after = memoryBytes(peer.pid);
		const { p50Ms } = await load.do('exchange', { ...poems, count: 20 });
		await load.do('release', null);
		const each = before && after && (after.now - before.now) / open / 1000;
		return [
			problem === undefined ? formatNumber(open) : `${formatNumber(open)} (${problem})`,
			peer.name,
			formatNumber(elapsedMs / 1000, 1),
			formatNumber(before && before.now / 2 ** 20, 1),
			formatNumber(each, 1),
			formatNumber(p50Ms, 2),
		];
	} finally {
		await stopPeers([peer]);
	}
}

/** How many files and connections a process may have open, as far as the system tells. */
function descriptorLimit(): number {
	try {
		const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
		return Number(limit ?? Number.POSITIVE_INFINITY);
	} catch {
		return Number.POSITIVE_INFINITY;
	}
}
