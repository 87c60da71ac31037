import { describe, expect, it } from 'vitest';
import type { Bound, ConnectionEnd, FailureCode, LabEvent, RefusalCode } from '../../../../source/events/events.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { reasonsOf } from '../../../../source/ui/inspector/why/why.ts';
import { bareClient } from '../../../fixtures/raw-peers.ts';
import { newestOf, openRealLab } from '../real-lab.ts';
import { endedExchange, failedUpstream, refusedExchange, servers } from '../trace-events.ts';

// Exhaustive by type: a new code does not compile until it has its place here.
const refusals: { readonly [code in RefusalCode]: RegExp } = {
	'bad-netstring': /That is no netstring/,
	'too-long': /without waiting for the payload/,
	incomplete: /nothing to answer/,
	'no-dot': /<name>\.<poem>/,
	'bad-utf-8': /text in UTF-8/,
	'unknown-transform': /registered transforms and nowhere else/,
	'transform-threw': /no reply to send/,
	'request-time': /does not wait for ever/,
};
const failures: { readonly [code in FailureCode]: RegExp } = {
	refused: /connection was refused/,
	unreachable: /no way to that address/,
	reset: /a reset, in place of an orderly end/,
	'timed-out': /longer than it was ready to wait/,
	empty: /before the first byte/,
	'closed-without-reply': /before the first byte/,
	'bad-reply': /before the first byte/,
	'too-long': /more bytes than it was ready to take/,
	loop: /is the proxy itself/,
	cancelled: /it cancelled its fetch/,
};
const ends: { readonly [how in ConnectionEnd]: RegExp } = {
	ended: /orderly close is what ends a poem/,
	refused: /closed without a reply/,
	left: /peer closed before it had everything/,
	reset: /its peer reset/,
	cut: /half a poem look whole/,
	'over-bound': /a bound was reached/,
	stopped: /it was stopped/,
};
const bounds: { readonly [bound in Bound]: RegExp } = {
	connections: /as many connections/,
	'request-bytes': /more bytes were sent/,
	'request-time': /did not come in time/,
	'read-time': /took nothing/,
	'half-close': /--half-close-grace/,
	'upstream-fetches': /may be a loop/,
	descriptors: /ulimit -n/,
};

/** Everything that is said about an exchange. */
function said(focus: number, events: readonly LabEvent[], among = servers): string {
	const trace = traceOf(focus, events, among);
	const reasons = trace === undefined ? [] : reasonsOf(trace);
	return reasons
		.flatMap(({ about, parts }) => [about, ...parts.map(({ label, text }) => `${label}: ${text}`)])
		.join('\n');
}

const entries = <Code extends string>(record: { readonly [code in Code]: RegExp }) =>
	Object.entries<RegExp>(record) as [Code, RegExp][];

describe('why', () => {
	it.each(entries(refusals))(
		'a transform server refused with %s is told in its own words, and that the client could not know',
		(code, words) => {
			const text = said(1, refusedExchange(code, 'its own words'));
			expect(text).toMatch(words);
			expect(text).toContain('The server says: its own words.');
			expect(text).toContain('The client saw: an orderly close and no reply.');
			expect(text).toContain('no form for an error message');
		},
	);

	it.each(entries(failures))('an upstream failed with %s is told as the proxy saw it', (code, words) => {
		const text = said(3, failedUpstream(code));
		expect(text).toMatch(words);
		expect(text).toContain('The proxy saw:');
		expect(text).toContain('It could not know:');
		expect(text).toContain('It never became whole, so nothing was stored.');
	});

	it.each(entries(ends))('a connection %s is told as the server saw it', (how, words) => {
		expect(said(1, endedExchange(how))).toMatch(words);
	});

	it.each(entries(bounds))('a connection went over the bound %s is told with the bound', (bound, words) => {
		expect(said(1, endedExchange('over-bound', bound))).toMatch(words);
	});

	it('a fault struck is told as done on purpose', () => {
		const struck: LabEvent = {
			type: 'fault-struck',
			time: 1_005,
			server: 'poetry/ecstasy',
			connection: 1,
			fault: 'reset',
			what: 'reset after 120 bytes',
		};
		const text = said(1, endedExchange('cut').toSpliced(2, 0, struck));
		expect(text).toContain('a fault that somebody switched on did this: reset, reset after 120 bytes.');
		expect(text).not.toContain('passing on broke off');
	});

	it('a byte was wrong is told with its place, by a real server', async () => {
		const real = await openRealLab();
		const netcat = bareClient(real.addressOf('transform').port);
		netcat.socket.end('12x');
		await netcat.seen;
		const snapshot = await real.until(({ exchanges, totals }) => exchanges.length === 1 && totals.open === 0);
		const { id } = newestOf(snapshot, 'transform');
		expect(said(id, await real.detail(id), snapshot.servers)).toMatch(
			/something else comes after 2 bytes\. That is no netstring/,
		);
	});

	it('a miss, then a hit, is told by the cache', async () => {
		const real = await openRealLab();
		const cold = await real.fetch('proxy/short');
		const miss = newestOf(cold, 'proxy/short').id;
		expect(said(miss, await real.detail(miss), cold.servers)).toMatch(
			/had no fresh poem, so it asked poetry\/short.*the next one is a hit/,
		);
		const warm = await real.fetch('proxy/short');
		const hit = newestOf(warm, 'proxy/short').id;
		expect(said(hit, await real.detail(hit), warm.servers)).toMatch(/answered at once and asked nobody/);
	});

	it('a miss whose upstream refused passed nothing on', async () => {
		const real = await openRealLab();
		real.lab.dispatch({ type: 'stop-server', server: 'poetry/short' });
		await real.until(({ servers: all }) => all.some(({ id, status }) => id === 'poetry/short' && status === 'stopped'));
		const snapshot = await real.fetch('proxy/short');
		const { id } = newestOf(snapshot, 'proxy/short');
		const text = said(id, await real.detail(id), snapshot.servers);
		expect(text).toMatch(/asked poetry\/short, of which nothing came\. It never became whole/);
		expect(text).not.toContain('passed on');
	});

	it('a fetch fell back is told with what was taken in its place', async () => {
		const real = await openRealLab();
		const snapshot = await real.fetch('poetry/short', ['gibberish', 'shout']);
		const { id } = newestOf(snapshot, 'poetry/short');
		const text = said(id, await real.detail(id), snapshot.servers);
		expect(text).toContain('transform gibberish');
		expect(text).not.toContain('transform shout');
		expect(text).toMatch(/the poem stayed as it was before gibberish\. The whole promise is fulfilled, not rejected/);
	});
});
