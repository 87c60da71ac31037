import { setTimeout as sleep } from 'node:timers/promises';
import { EngineServer } from '../../../fixtures/class/engine-server.ts';
import { formatNumber, type Table } from '../../markdown.ts';
import type { Context, Section } from '../../section.ts';
import { withSetup } from '../../setup.ts';
import { median } from '../../statistics.ts';
import { type ClassLab, startClassLab } from './class-lab.ts';
import { fetchFrom, openUpstreams } from './upstreams.ts';

const herd = { labs: 3, clients: 300 } as const;
/** How many cold poems are fetched each way, and how long a slow upstream takes before its first byte, in milliseconds. */
const [coldPoems, slowMs] = [60, 100] as const;

/** What the labs of a class share: one fetch for all who miss at once, and one cache. The engine is on this machine. */
export const sharedCache: Section = {
	name: 'class-cache',
	group: 'class',
	run: async context => {
		const engine = await EngineServer.start();
		try {
			return await withSetup({ ...context, caches: true }, async ({ poemsDir }) => {
				const measure = { context, poemsDir, url: engine.url };
				return table([...(await herdRows(measure)), ...(await hitRows(measure)), ...(await followerRows(measure))]);
			});
		} finally {
			await engine.close();
		}
	},
};

interface Measure {
	readonly context: Context;
	readonly poemsDir: string;
	readonly url: string;
}

type Row = readonly [what: string, measured: string, wanted: string];

function table(rows: readonly Row[]): Table {
	const columns = [{ title: 'a class' }, { title: 'measured', isNumber: true }, { title: 'wanted', isNumber: true }];
	return { columns, rows, notes: [] };
}

/** Starts labs before these upstreams, does something with them, and stops them. */
async function withLabs<T>(
	{ context, poemsDir, url }: Measure,
	upstreams: readonly string[],
	names: readonly (string | undefined)[],
	act: (labs: readonly ClassLab[]) => Promise<T>,
): Promise<T> {
	const labs: ClassLab[] = [];
	try {
		for (const name of names) {
			const inClass = name === undefined ? {} : { inClass: { url, name } };
			labs.push(await startClassLab({ cores: context.cores.servers, poemsDir, upstreams, ...inClass }));
		}
		return await act(labs);
	} finally {
		await Promise.all(labs.map(lab => lab.stop()));
	}
}

async function herdRows(measure: Measure): Promise<readonly Row[]> {
	measure.context.tell(`class: ${herd.labs * herd.clients} cold clients over ${herd.labs} labs`);
	const upstreams = await openUpstreams(1, slowMs);
	const names = Array.from({ length: herd.labs }, (_, at) => `herd${at}`);
	const seen = await withLabs(measure, upstreams.addresses, names, labs =>
		Promise.all(labs.flatMap(({ ports: [port = 0] }) => Array.from({ length: herd.clients }, () => fetchFrom(port)))),
	);
	upstreams.close();
	const failed = seen.filter(({ isWhole }) => !isWhole).length;
	return [
		[`upstream connections for ${seen.length} cold clients over ${herd.labs} labs`, String(upstreams.connections), '1'],
		['clients of them without a whole poem', String(failed), '0'],
	];
}

/** Each poem is missed by a lab without a class, and hit in the class by one that has just joined. */
async function hitRows(measure: Measure): Promise<readonly Row[]> {
	measure.context.tell(`class: ${coldPoems} hits in the class, beside misses upstream`);
	const upstreams = await openUpstreams(coldPoems);
	const [misses, leased, hits] = await withLabs(measure, upstreams.addresses, [undefined, 'ada', 'bo'], async labs => {
		const times: number[][] = labs.map(() => []);
		for (let at = 0; at < coldPoems; at += 1) {
			for (const [nth, { ports }] of labs.entries()) {
				const begunAt = performance.now();
				const { endedAt } = await fetchFrom(ports[at] ?? 0);
				times[nth]?.push(endedAt - begunAt);
				// What the lab does after its client has gone is no part of the next one's time.
				await sleep(10);
			}
		}
		return times;
	});
	upstreams.close();
	const [miss, lease, hit] = [misses, leased, hits].map((times = []) => median(times));
	const ratio = (hit ?? Number.NaN) / (miss ?? Number.NaN);
	return [
		['a miss upstream, without a class: p50, ms', formatNumber(miss, 2), ''],
		['the same in a class, with the lease: p50, ms', formatNumber(lease, 2), ''],
		['first hit from the class’s cache: p50, ms', formatNumber(hit, 2), ''],
		['that hit, the miss without a class = 1', formatNumber(ratio, 2), '≤ 1.5'],
	];
}

/** One client of each of two labs, at the same time: one lab fetches, the other follows. */
async function followerRows(measure: Measure): Promise<readonly Row[]> {
	measure.context.tell(`class: ${coldPoems} fetches that are followed, from an upstream that takes ${slowMs} ms`);
	const upstreams = await openUpstreams(coldPoems, slowMs);
	const later = await withLabs(measure, upstreams.addresses, ['cy', 'dee'], async labs => {
		const apart: number[] = [];
		for (let at = 0; at < coldPoems; at += 1) {
			const first = fetchFrom(labs[0]?.ports[at] ?? 0);
			await sleep(slowMs / 4);
			const second = fetchFrom(labs[1]?.ports[at] ?? 0);
			apart.push((await second).firstByteAt - (await first).firstByteAt);
		}
		return apart;
	});
	upstreams.close();
	const sorted = later.toSorted((a, b) => a - b);
	const words = `${formatNumber(median(later), 2)} (p95 ${formatNumber(sorted[Math.floor(sorted.length * 0.95)], 2)})`;
	return [['first byte of a follower in another lab, after the fetching lab’s own: p50, ms', words, '≤ 5']];
}
