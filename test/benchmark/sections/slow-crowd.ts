import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { formatNumber } from '../markdown.ts';
import { type PeerKind, type Setup, startPeer, stopPeers } from '../peer.ts';
import { lab, serve } from '../peers/ours.ts';
import { cpuMs, memoryBytes } from '../process-costs.ts';
import type { Context, Section } from '../section.ts';
import { withSetup } from '../setup.ts';

/** What a crowd costs that gets one poem slowly: every client waits on the same fetch, whose upstream sends 1 kB a second. */
export const slowCrowd: Section = {
	name: 'slow-crowd',
	group: 'scale',
	run: context =>
		withSetup({ ...context, caches: true }, async setup => {
			const rows: (readonly string[])[] = [];
			for (const kind of [serve, lab]) {
				context.tell(`slow crowd: ${clients} clients of ${kind.name}`);
				rows.push(await crowd(context, kind, setup));
			}
			return { columns, rows };
		}),
};

/** As many as a server of ours takes. */
const clients = 9_900;
const chunkBytes = 1_000;
/** The first chunk comes when all are there. */
const chunks = 10;
const gatherMs = 8_000;

const columns = [
	{ title: 'clients of one slow poem' },
	{ title: 'server' },
	{ title: 'served whole', isNumber: true },
	{ title: 'cut off', isNumber: true },
	{ title: 'memory for each, kB', isNumber: true },
	{ title: 'CPU a kB sent, µs', isNumber: true },
] as const;

async function crowd(context: Context, kind: PeerKind, setup: Setup): Promise<readonly string[]> {
	const upstream = createServer(drip);
	await once(upstream.listen(0, '127.0.0.1'), 'listening');
	const { port: upstreamPort } = upstream.address() as AddressInfo;
	const peer = await startPeer(kind, { ...setup, upstreamPort });
	try {
		if ('missing' in peer) {
			return ['', `${peer.name}: ${peer.missing}`];
		}
		const before = memoryBytes(peer.pid);
		const cpuBefore = cpuMs(peer.pid);
		const order = { port: peer.ports.proxy, clients, count: clients, answerBytes: chunkBytes * chunks };
		const { completed, failed } = await context.load.do('exchange', order);
		const after = memoryBytes(peer.pid);
		const cpuAfter = cpuMs(peer.pid);
		const cpu = cpuBefore !== undefined && cpuAfter !== undefined ? cpuAfter - cpuBefore : undefined;
		return [
			formatNumber(clients),
			peer.name,
			formatNumber(completed),
			formatNumber(failed),
			formatNumber(before && after && (after.peak - before.now) / clients / 1_000, 1),
			formatNumber(cpu && (cpu * 1_000) / ((completed * chunkBytes * chunks) / 1_000), 2),
		];
	} finally {
		await stopPeers([peer]);
		upstream.close();
	}
}

/** Sends the poem's chunks, one a second. */
function drip(socket: Socket): void {
	let sent = 0;
	socket.on('error', () => {});
	const send = () => {
		sent += 1;
		socket.write(Buffer.alloc(chunkBytes, 'x'));
		if (sent === chunks) {
			socket.end();
		} else {
			timer = setTimeout(send, 1_000);
		}
	};
	let timer = setTimeout(send, gatherMs);
	socket.on('close', () => clearTimeout(timer));
}
