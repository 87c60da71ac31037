import { historyBounds } from '../../source/lab/history/event-history.ts';
import { formatBytes } from '../../source/ui/format.ts';
import type { SoakResult } from './run-soak.ts';
import { median, type Trend, trendOf, type Vital, warmUp } from './vitals.ts';

/** What a measure may grow by, from the first third to the last: so much of itself, and so many bytes. */
const bounds = {
	/** What is left when the fewest long poems are under way. */
	least: { share: 0.2, bytes: 12 * 1024 * 1024 },
	memory: { share: 0.5, bytes: 12 * 1024 * 1024 },
	/** The system keeps what a peak took. */
	rss: { share: 0.5, bytes: 64 * 1024 * 1024 },
	/** The fewest at any look in the last third: a crowd has hundreds for a moment, and what piles up is always there. */
	resources: 300,
	/** On a machine that is busy with other things it may be as late as it likes. */
	lagP99Ms: 500,
	busyCpuShare: 0.8,
} as const;
/** What one event costs in the history, beside its data, of which a few long poems fill it. */
const bytesPerEvent = 500;

/** What a soak did, server by server, as a table. */
export function countsTable({ snapshot, ledger, sights }: SoakResult): string {
	const rows = snapshot.servers.map(({ id }) => {
		const counts = ledger.servers.servers.get(id);
		const { opened = 0, how, bytesOut = 0, hits = 0, misses = 0, collapsed = 0, stale = 0 } = counts ?? {};
		const ends = [how?.ended, how?.left, how?.reset, how?.cut, how?.refused, how?.['over-bound'], how?.stopped];
		const cache = id.startsWith('proxy/') ? [hits, misses, collapsed, stale] : ['', '', '', ''];
		return [id, opened, ...ends, formatBytes(bytesOut), ...cache].map(String);
	});
	const ends = ['ended', 'left', 'reset', 'cut', 'refused', 'bound', 'stopped'];
	const head = ['server', 'opened', ...ends, 'sent', 'hits', 'misses', 'collapsed', 'stale'];
	const bare = Object.entries(sights).map(([how, clients]) => `${clients} ${how}`);
	const { fetches, succeeded, fellBack, failed, cancelled, dials, crowds } = ledger.clients;
	return [
		...aligned([head, ...rows]),
		'',
		`bare clients   ${bare.sort().join('; ')}`,
		`the lab's own  ${fetches} fetches: ${succeeded} succeeded, ${fellBack} fell back, ${failed} failed, ${cancelled} cancelled; ${crowds} crowds; ${dials} dials`,
		`both ends      ${ledger.ends.pairs} connections were seen from both`,
	].join('\n');
}

/** What the program itself was like, and what of it is not as it should be. */
export function vitalsReport(vitals: readonly Vital[]): { readonly table: string; readonly complaints: string[] } {
	const inUse = ({ heapBytes, outsideBytes }: Vital) => heapBytes + outsideBytes;
	const memory = trendOf(vitals, inUse);
	const least = trendOf(vitals, inUse, values => Math.min(...values));
	const heap = trendOf(vitals, ({ heapBytes }) => heapBytes);
	const rss = trendOf(vitals, ({ rssBytes }) => rssBytes);
	const most = (measure: (vital: Vital) => number) => Math.max(0, ...vitals.map(measure));
	const resources = most(vital => vital.resources);
	const lastThird = vitals.slice(Math.floor((vitals.length * 2) / 3));
	const piledUp = Math.min(...lastThird.map(vital => vital.resources));
	const lagP99Ms = median(vitals.map(vital => vital.lagP99Ms));
	const cpuShare = median(vitals.map(vital => vital.cpuShare));
	const filling = historyGrowth(vitals);
	const complaints = [
		...grown('memory in use', memory, bounds.memory, filling),
		...grown('the least memory in use', least, bounds.least, filling),
		...grown('resident memory', rss, bounds.rss, filling),
		...(piledUp > bounds.resources ? [`never fewer than ${piledUp} sockets and timers at the end`] : []),
		...(lagP99Ms > bounds.lagP99Ms && cpuShare > bounds.busyCpuShare
			? [`the event loop was ${Math.round(lagP99Ms)} ms late, by its own work`]
			: []),
	];
	const table = [
		...aligned([
			['', 'first third', 'last third', 'a minute'],
			['memory in use', ...trendCells(memory)],
			['the least of it', ...trendCells(least).slice(0, 2), ''],
			['of it, in the heap', ...trendCells(heap)],
			['resident', ...trendCells(rss)],
		]),
		`resources      ${resources} at most`,
		`event loop     ${lagP99Ms.toFixed(0)} ms late at p99, ${most(vital => vital.lagMaxMs).toFixed(0)} ms at most, on ${(cpuShare * 100).toFixed(0)} % of a processor`,
		...(filling > 0 ? [`history        still filling: ${formatBytes(filling)} are allowed for it`] : []),
	].join('\n');
	return { table, complaints };
}

/** What the history of events may still grow by, where it was not full when the measuring began. */
function historyGrowth(vitals: readonly Vital[]): number {
	const eventsThen = vitals[Math.ceil(vitals.length * warmUp)]?.events ?? 0;
	return Math.max(0, historyBounds.maxEvents - eventsThen) * bytesPerEvent;
}

function grown(
	what: string,
	trend: Trend | undefined,
	{ share, bytes }: { readonly share: number; readonly bytes: number },
	filling: number,
): readonly string[] {
	if (trend === undefined || trend.last <= trend.first * (1 + share) + bytes + filling) {
		return [];
	}
	return [`${what} grew from ${formatBytes(trend.first)} to ${formatBytes(trend.last)}`];
}

function trendCells(trend: Trend | undefined): readonly string[] {
	if (trend === undefined) {
		return ['too short to tell', '', ''];
	}
	const sign = trend.perMinute < 0 ? '−' : '+';
	return [formatBytes(trend.first), formatBytes(trend.last), `${sign}${formatBytes(Math.abs(trend.perMinute))}`];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	return rows.map(row =>
		row
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join('  '),
	);
}
