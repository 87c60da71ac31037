import { expect, test } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { ladderLines } from '../../../../source/ui/inspector/ladder/announce.ts';
import { CellRow } from '../../../../source/ui/inspector/ladder/cell-row.ts';
import { ladderOf } from '../../../../source/ui/inspector/ladder/ladder.ts';
import { ladderRows } from '../../../../source/ui/inspector/ladder/ladder-rows.ts';
import { drawHeads, placeLanes } from '../../../../source/ui/inspector/ladder/lanes.ts';
import { phasesOf } from '../../../../source/ui/inspector/times/times.ts';
import { headingOf } from '../../../../source/ui/inspector/trace/heading.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { reasonsOf } from '../../../../source/ui/inspector/why/why.ts';
import { outcomeText } from '../../../../source/ui/outcome.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';
import { servers, slowRelay } from '../trace-events.ts';

const of = { server: 'proxy/ecstasy', connection: 1 } as const;
const ofFetch = { server: 'proxy/ecstasy', fetch: 2 } as const;
const poem = new Uint8Array(20);

/** A stranger's visit to a proxy that asks its class; what happens between the question and the end is given. */
function visit(...between: readonly LabEvent[]): readonly LabEvent[] {
	return [
		{ type: 'connection-opened', time: 1_000, ...of, peerHost: '127.0.0.1', peerPort: 51_532 },
		{ type: 'class-asked', time: 1_001, ...of, fetch: 2 },
		...between,
		{ type: 'connection-closed', time: 1_030, ...of, bytesIn: 0, bytesOut: 20, how: 'ended', durationMs: 30 },
	];
}
const sent: LabEvent = { type: 'bytes-sent', time: 1_020, ...of, data: poem };
const hit = visit(
	{ type: 'class-answered', time: 1_002, ...ofFetch, answer: 'hit', bytes: 20, ageMs: 5_000, durationMs: 1 },
	{ type: 'cache-hit', time: 1_002, ...of, bytes: 20, ageMs: 5_000, from: 'class' },
	sent,
);
const followed = visit(
	{ type: 'class-answered', time: 1_002, ...ofFetch, answer: 'follow', lab: 'bo@mac', durationMs: 1 },
	{ type: 'cache-collapsed', time: 1_002, ...of, fetch: 2, bytesSoFar: 0, lab: 'bo@mac' },
	{ type: 'class-received', time: 1_010, ...ofFetch, bytes: 20 },
	sent,
	{ type: 'class-followed', time: 1_029, ...ofFetch, lab: 'bo@mac', bytes: 20, durationMs: 27 },
);
const leased = visit(
	{ type: 'class-answered', time: 1_002, ...ofFetch, answer: 'lead', durationMs: 1 },
	{ type: 'cache-miss', time: 1_002, ...of, fetch: 2 },
	{ type: 'fetch-started', time: 1_002, ...of, fetch: 2, host: '192.0.2.1', port: 9, transforms: [] },
	{ type: 'class-published', time: 1_015, ...ofFetch, bytes: 20 },
	sent,
	{ type: 'fetch-succeeded', time: 1_025, ...ofFetch, bytes: 20, durationMs: 23 },
	{ type: 'class-released', time: 1_026, ...ofFetch, how: 'stored', bytes: 20, chunks: 1 },
);

function opened(events: readonly LabEvent[]) {
	const trace = traceOf(1, events, servers);
	if (trace === undefined) {
		throw new Error('the exchange is not there');
	}
	const { parties, items } = ladderOf(trace);
	const arrows = items.flatMap(item => (item.kind === 'arrow' ? [`${item.from} ${item.labels[0]} > ${item.to}`] : []));
	return { trace, parties: parties.map(({ key }) => key), arrows, lines: ladderLines(ladderOf(trace)) };
}

test.each([
	['a hit', hit, ['the class has it: 20 B > proxy/ecstasy']],
	[
		'a fetch that is followed',
		followed,
		[
			'the class bo@mac fetches it > proxy/ecstasy',
			'the class 20 B > proxy/ecstasy',
			'the class whole, end > proxy/ecstasy',
		],
	],
	[
		'a lease',
		leased,
		[
			'the class a lease: fetch it for all > proxy/ecstasy',
			'proxy/ecstasy 20 B > the class',
			'proxy/ecstasy whole: keep it, lease back > the class',
		],
	],
])('%s has the question to the class and its answer in a lane of its own, and is settled', (_, events, crossed) => {
	const { trace, parties, arrows } = opened(events);
	expect(parties).toEqual(['127.0.0.1:51532', 'proxy/ecstasy', 'the class']);
	expect(arrows.filter(arrow => arrow.includes('the class'))).toEqual([
		'proxy/ecstasy asks for the poem > the class',
		...crossed,
	]);
	expect(trace.settled).toBe(true);
});

test('what the class answered is told in words, and explained', () => {
	expect(opened(followed).lines.join('\n')).toContain('The class to proxy ecstasy: bo@mac fetches it.');
	const why = [hit, followed].map(events => JSON.stringify(reasonsOf(opened(events).trace)));
	expect(why[0]).toContain('HIT class');
	expect(why[1]).toContain('COLLAPSED with bo@mac');
});

test('the heading says that the answer came from the class, also while it goes on', () => {
	const headings = [hit, followed, followed.slice(0, -2)].map(events =>
		outcomeText(headingOf(opened(events).trace).outcome),
	);
	expect(headings).toEqual(['HIT class', 'COLLAPSED with bo@mac', 'RUNNING collapsed with bo@mac']);
});

test('why says that the class gave the lease, or could not be asked, or that another lab had fetched before', () => {
	const alone = leased.map(event =>
		event.type === 'class-answered' ? { ...event, answer: 'alone' as const, why: 'the engine is away' } : event,
	);
	const takenOver = leased.toSpliced(3, 0, { type: 'class-taken-over', time: 1_002, ...ofFetch, lab: 'bo@mac' });
	const said = [leased, alone, takenOver].map(events => JSON.stringify(reasonsOf(opened(events).trace)));
	expect(said[0]).toContain('The class had none either, and gave it the lease: it fetches for all labs.');
	expect(said[1]).toContain('The class could not be asked (the engine is away), so it fetched for this lab alone.');
	expect(said[2]).toContain('bo@mac had fetched it before, and is gone or has failed');
});

test('the time that the class took is a step of its own', () => {
	const steps = [hit, followed, followed.slice(0, -3)].map(events =>
		phasesOf(opened(events).trace)
			.filter(({ name }) => name !== 'proxy/ecstasy' && !name.startsWith('until the'))
			.map(({ name, startTime, endTime, state }) => `${name} ${startTime} ${endTime} ${state}`),
	);
	expect(steps).toEqual([
		['the class 1001 1002 done', 'until its answer 1001 1002 done'],
		['the class 1001 1029 done', 'until its answer 1001 1002 done', 'by way of bo@mac 1002 1029 done'],
		['the class 1001 1010 running', 'until its answer 1001 1002 done', 'by way of bo@mac 1002 1010 running'],
	]);
});

test('many writes to the class and from the upstream have a row each where one lies over the other', () => {
	const events = slowRelay(9).flatMap((event): readonly LabEvent[] => {
		const { time } = event;
		const of = { server: 'proxy/ozymandias', fetch: 2 } as const;
		switch (event.type) {
			case 'cache-miss':
				return [
					{ type: 'class-asked', time, ...of, connection: 1 },
					{ type: 'class-answered', time, ...of, answer: 'lead', durationMs: 1 },
					event,
				];
			case 'dial-received':
				return [event, { type: 'class-published', time, ...of, bytes: 10 }];
			default:
				return [event];
		}
	});
	const trace = traceOf(1, events, servers);
	const ladder = trace && ladderRows(ladderOf(trace), 120);
	const folded = ladder
		?.rows(0, ladder.count)
		.map(rowText)
		.filter(row => row.includes(' 7 more'));
	expect(folded?.map(row => row.match(/[▶◀] 7 more[^⋮]*/g)?.map(text => text.trim()))).toEqual([
		['◀ 7 more', '◀ 7 more writes, 70 B'],
		['▶ 7 more'],
	]);
});

test('a proxy and an upstream of one address stand over their lanes by different names', () => {
	const cells = new CellRow(60);
	const names = ['client', 'proxy/127.0.0.1:41100', 'the class', '127.0.0.1:41100'];
	const parties = names.map(name => ({ key: name, name, kind: 'elsewhere' as const }));
	drawHeads(cells, parties, placeLanes(parties, 0, 60), 0);
	expect(rowText(cells.row())).toMatch(/pr\/127\.0…:41100 .* 127\.0\.0\.1:41100/);
});

test('an exchange that no class had to do with has no lane for it', () => {
	expect(opened(visit().filter(({ type }) => type !== 'class-asked')).parties).toEqual([
		'127.0.0.1:51532',
		'proxy/ecstasy',
	]);
});

test('a stranger that the class knows stands over its lane by its name', () => {
	const named = traceOf(1, hit, servers, new Map([[1, 'bo@lab-7\u0007']]));
	const unknown = traceOf(1, hit, servers, new Map([[2, 'ada@mac']]));
	expect(named?.parties[0]?.name).toBe('bo@lab-7␇');
	expect(unknown?.parties[0]?.name).toBe('127.0.0.1:51532');
});
