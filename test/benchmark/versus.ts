import { formatNumber, type Table } from './markdown.ts';
import { type Peer, type PeerKind, type RunningPeer, type Setup, startPeer, stopPeers } from './peer.ts';
import type { Ports } from './ports.ts';
import { cpuMs } from './process-costs.ts';
import type { ExchangeOrder, ExchangeReport } from './roles/load.ts';
import type { Context } from './section.ts';
import { poemsSent } from './setup.ts';
import { median, medianRatio } from './statistics.ts';

/** One thing that clients do, and how many of them. */
export interface Workload {
	readonly name: string;
	readonly use: keyof Ports;
	readonly order: Pick<ExchangeOrder, 'clients' | 'request' | 'answerBytes'>;
}

/** What is compared, and with what. */
export interface Comparison {
	/** The first is the yardstick. */
	readonly kinds: readonly PeerKind[];
	readonly setup: Setup;
	readonly workloads: readonly Workload[];
}

/** What one peer did in one round. */
export interface Round {
	readonly report: ExchangeReport;
	/** Its CPU for each exchange. */
	readonly cpuUs: number | undefined;
	/** How many poems were fetched from the upstream meanwhile. */
	readonly fetches: number;
}

/** Compares servers: they all run at once, in processes of their own, and take turns in every round. */
export async function compare(context: Context, { kinds, setup, workloads }: Comparison): Promise<Table> {
	const peers: Peer[] = [];
	try {
		for (const kind of kinds) {
			peers.push(await startPeer(kind, setup));
		}
		const rows: (readonly string[])[] = [];
		for (const workload of workloads) {
			const measured = await takeTurns(context, peers, { workload, setup });
			rows.push(...workloadRows({ workload, setup }, peers, measured));
		}
		return { columns, rows, notes };
	} finally {
		await stopPeers(peers);
	}
}

/** What is measured, and where. */
interface Task {
	readonly workload: Workload;
	readonly setup: Setup;
}

type Measured = ReadonlyMap<Peer, readonly Round[]>;

/** Before the first round each server gets so many exchanges, or as many as come in so many rounds' time. */
const warmUp = { exchanges: 5_000, rounds: 10 } as const;

/** What each peer did in each round, after a warm-up. */
export async function takeTurns(context: Context, peers: readonly Peer[], task: Task): Promise<Measured> {
	const { rounds, roundMs } = context.pace;
	const { name, order, use } = task.workload;
	const running = peers.filter(peer => 'pid' in peer);
	const measured = new Map<Peer, Round[]>(running.map(peer => [peer, []]));
	// What is measured is a server whose code has been compiled for good, which takes it some thousand exchanges.
	for (const peer of running) {
		const bounds = { count: warmUp.exchanges, forMs: warmUp.rounds * roundMs };
		await context.load.do('exchange', { ...order, port: peer.ports[use], ...bounds });
	}
	for (let round = 0; round < rounds; round += 1) {
		context.tell(`${name}: round ${round + 1} of ${rounds}`);
		for (const peer of round % 2 === 0 ? running : running.toReversed()) {
			measured.get(peer)?.push(await measure(context, peer, task));
		}
	}
	return measured;
}

async function measure({ load, pace }: Context, peer: RunningPeer, { workload, setup }: Task): Promise<Round> {
	const { order, use } = workload;
	const sentBefore = await poemsSent(setup);
	const before = cpuMs(peer.pid);
	const report = await load.do('exchange', { ...order, port: peer.ports[use], forMs: pace.roundMs });
	const after = cpuMs(peer.pid);
	const fetches = (await poemsSent(setup)) - sentBefore;
	const used = before === undefined || after === undefined ? undefined : after - before;
	return { report, fetches, cpuUs: used === undefined ? undefined : (used * 1000) / report.completed };
}

const columns = [
	{ title: 'what' },
	{ title: 'server' },
	{ title: 'CPU a connection, µs', isNumber: true },
	{ title: 'CPU, bare = 1', isNumber: true },
	{ title: 'connections/s', isNumber: true },
	{ title: 'rate, bare = 1', isNumber: true },
	{ title: 'p50, ms', isNumber: true },
	{ title: 'p99, ms', isNumber: true },
] as const;

const notes = [
	'Medians of the rounds, in each of which every server had its turn; a ratio is the median of the ratios of each round. CPU is what the whole process used, user and system, all threads. `serve` writes its line an event to /dev/null; the lab draws its whole screen into a terminal of 120x36, some five times a second, and that is in its CPU.',
];

function workloadRows({ workload, setup }: Task, peers: readonly Peer[], measured: Measured): string[][] {
	const [first] = peers;
	const yardstick = (first && measured.get(first)) ?? [];
	return peers.map((peer, at) => {
		const what = at === 0 ? workload.name : '';
		if ('missing' in peer) {
			return [what, `${peer.name}: ${peer.missing}`];
		}
		const rounds = measured.get(peer) ?? [];
		const doubts = [failures(rounds), workload.use === 'proxy' ? wrongFetches(rounds, setup.caches) : undefined];
		const name = [peer.name, ...doubts.filter(doubt => doubt !== undefined)].join(', ');
		return [what, name, ...roundCells(rounds, yardstick)];
	});
}

function failures(rounds: readonly Round[]): string | undefined {
	const failed = sum(rounds.map(({ report }) => report.failed));
	return failed === 0 ? undefined : `${failed} FAILED`;
}

/** A comparison of misses is none where some were hits. */
function wrongFetches(rounds: readonly Round[], caches: boolean): string | undefined {
	const fetches = sum(rounds.map(({ fetches }) => fetches));
	const exchanges = sum(rounds.map(({ report }) => report.completed + report.failed));
	return fetches === (caches ? 0 : exchanges) ? undefined : `${fetches} FETCHES for ${exchanges} connections`;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function roundCells(rounds: readonly Round[], yardstick: readonly Round[]): string[] {
	const cpu = (some: readonly Round[]) => some.map(({ cpuUs }) => cpuUs);
	const rate = (some: readonly Round[]) => some.map(({ report }) => (report.completed / report.elapsedMs) * 1000);
	return [
		formatNumber(median(cpu(rounds).filter(value => value !== undefined)), 1),
		formatNumber(medianRatio(cpu(rounds), cpu(yardstick)), 2),
		formatNumber(median(rate(rounds))),
		formatNumber(medianRatio(rate(rounds), rate(yardstick)), 2),
		formatNumber(median(rounds.map(({ report }) => report.p50Ms)), 2),
		formatNumber(median(rounds.map(({ report }) => report.p99Ms)), 2),
	];
}
