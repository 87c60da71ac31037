/** A number of bytes in at most seven characters: `812 B`, `3.0 kB`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
	if (bytes < 1_000) {
		return `${Math.round(bytes)} B`;
	}
	const units = ['kB', 'MB', 'GB', 'TB'];
	let value = bytes / 1_000;
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1_000;
		unit += 1;
	}
	return `${value < 9.95 ? inTenths(value) : Math.round(value)} ${units[unit]}`;
}

/** The bytes so far of a known whole, in the whole's unit: `120/812 B`, `0.1/3.0 kB`; without a whole, only the bytes so far. */
export function formatProgress(bytes: number, expectedBytes: number | undefined): string {
	if (expectedBytes === undefined) {
		return formatBytes(bytes);
	}
	const whole = formatBytes(expectedBytes);
	const [number = '', unit = ''] = whole.split(' ');
	const size = unitSizes[unit] ?? 1;
	const part = unit === 'B' ? String(Math.round(bytes)) : (bytes / size).toFixed(number.includes('.') ? 1 : 0);
	return `${part === number && bytes < expectedBytes ? lessThan(number) : part}/${whole}`;
}

/** The next lower number with as many decimals, so that a part never looks like the whole. */
function lessThan(number: string): string {
	return number.includes('.') ? (Number(number) - 0.1).toFixed(1) : String(Number(number) - 1);
}

const unitSizes: { readonly [unit: string]: number } = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A number with one decimal: the language's own `toFixed` takes several times as long. */
function inTenths(value: number): string {
	const tenths = Math.round(value * 10);
	return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** A duration in at most seven characters: `0.3 ms`, `12 ms`, `1.2 s`, `2m 05s`, `3h 07m`. */
export function formatDuration(durationMs: number): string {
	const ms = Math.max(0, durationMs);
	if (ms < 9.95) {
		return `${inTenths(ms)} ms`;
	}
	if (ms < 999.5) {
		return `${Math.round(ms)} ms`;
	}
	if (ms < 59_950) {
		return `${(ms / 1_000).toFixed(1)} s`;
	}
	const seconds = Math.round(ms / 1_000);
	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? `${minutes}m ${twoDigits(seconds % 60)}s`
		: `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
}

/** The round end of a range of durations, with all of its digits: `0.5 ms`, `20 s`. */
export function formatBound(ms: number): string {
	return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`;
}

/** The age of something that goes on, in tenths of a second, since milliseconds would only flicker: `1.2 s`. */
export function formatAge(ageMs: number): string {
	return ageMs < 1_000 ? `${(Math.floor(Math.max(0, ageMs) / 100) / 10).toFixed(1)} s` : formatDuration(ageMs);
}

/** The local time of day of an epoch time, to the millisecond (`10:02:31.118`) or to the second (`10:02:31`). */
export function formatClock(epochMs: number, precision: 'ms' | 's' = 'ms'): string {
	const ms = Math.trunc(epochMs);
	if (!(ms >= lastSecond.startsAt && ms < lastSecond.startsAt + 1_000)) {
		const startsAt = Math.floor(ms / 1_000) * 1_000;
		lastSecond = { startsAt, time: clockOfSecond(startsAt) };
	}
	const { startsAt, time } = lastSecond;
	return precision === 's' ? time : `${time}.${String(ms - startsAt).padStart(3, '0')}`;
}

/** The local day of an epoch time: `2024-11-22`. */
export function formatDay(epochMs: number): string {
	const date = new Date(epochMs);
	return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
}

/** The last second that was formatted, with its text: most lines are of the same second, and Node's calendar is slow. */
let lastSecond = { startsAt: Number.NaN, time: '' };

function clockOfSecond(startsAt: number): string {
	const date = new Date(startsAt);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** A whole number with its thousands apart: `1,284`. */
export function formatCount(count: number): string {
	return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A part of a whole as a percentage; undefined where the whole is 0. 100% and 0% are kept for exactly all and none. */
export function formatRatio(part: number, whole: number): string | undefined {
	if (whole <= 0) {
		return undefined;
	}
	const percent = Math.round((part / whole) * 100);
	if (percent === 100 && part < whole) {
		return '99%';
	}
	return percent === 0 && part > 0 ? '1%' : `${percent}%`;
}

/**
 * The share of a cache's requests that were hits, as a percentage; undefined where there were none. A poem that was
 * served stale is already counted, as a miss or as a wait on one.
 */
export function formatHitRatio({
	hits,
	misses,
	collapsed,
}: {
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
}): string | undefined {
	return formatRatio(hits, hits + misses + collapsed);
}

/** A count with its noun in the right number: `1 byte`, `2 bytes`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}
