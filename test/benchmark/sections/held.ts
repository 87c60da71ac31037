import type { LabEvent } from '../../../source/events/events.ts';
import { createEventHistory } from '../../../source/lab/history/event-history.ts';
import { storyOf } from '../../../source/lab/history/story.ts';
import { applyEvent } from '../../../source/lab/model/apply/apply-event.ts';
import { LabModel } from '../../../source/lab/model/lab-model.ts';
import { createPoemCache } from '../../../source/services/proxy/poem-cache.ts';
import { formatNumber } from '../markdown.ts';
import type { Section } from '../section.ts';
import { median } from '../statistics.ts';

/** Whether to find something takes longer where more is held: a poem in a cache, an exchange in the history. */
export const held: Section = {
	name: 'held',
	group: 'scale',
	run: ({ pace }) => {
		const rounds = (measure: () => number) => median(Array.from({ length: pace.rounds }, measure));
		const rows = [
			...[1_000, 100_000].map(poems => ['a hit', `${formatNumber(poems)} poems`, rounds(() => hitUs(poems))] as const),
			...[1_000, 100_000].map(
				count => ['to open one', `${formatNumber(count)} exchanges`, rounds(() => openUs(count))] as const,
			),
		];
		return Promise.resolve({
			columns: [{ title: 'what' }, { title: 'among' }, { title: 'µs', isNumber: true }],
			rows: rows.map(([what, among, us]) => [what, among, formatNumber(us, 2)]),
		});
	},
};

const cacheEntries = 100_000;
const lookups = 200_000;

/** How long one look-up takes in a cache that has room for 100,000 poems, and holds so many. */
function hitUs(poems: number): number {
	const cache = createPoemCache({ maxEntries: cacheEntries, maxBytes: 1e9, now: () => 0 });
	const keys = Array.from({ length: poems }, (_, at) => `127.0.0.1:${at}`);
	for (const key of keys) {
		cache.store(key, [new Uint8Array(1)]);
	}
	const startedAt = performance.now();
	for (let lookup = 0; lookup < lookups; lookup += 1) {
		// A step that is prime to both sizes, so that no two look-ups are neighbours.
		cache.lookup(keys[(lookup * 7_919) % poems] ?? '');
	}
	return ((performance.now() - startedAt) / lookups) * 1_000;
}

/** How long it takes to find all that is kept about the newest exchange after so many. */
function openUs(exchanges: number): number {
	const history = createEventHistory();
	const model = new LabModel();
	for (let connection = 1; connection <= exchanges; connection += 1) {
		const events = eventsOf(connection);
		history.add(events);
		for (const event of events) {
			applyEvent(model, event);
		}
	}
	const open = (connection: number) => history.about(storyOf(connection, model.state.exchanges));
	// The first ones compile the code.
	for (let before = 1; before <= 20; before += 1) {
		open(exchanges - before);
	}
	const startedAt = performance.now();
	const found = open(exchanges);
	const us = (performance.now() - startedAt) * 1_000;
	if (found.length !== eventsOf(exchanges).length) {
		throw new Error(`${found.length} events of an exchange were found`);
	}
	return us;
}

const poem = new Uint8Array(3_000);

function eventsOf(connection: number): readonly LabEvent[] {
	const of = { server: 'poetry/sea', connection } as const;
	const ended = { bytesIn: 0, bytesOut: poem.length, durationMs: 1, how: 'ended' } as const;
	return [
		{ type: 'connection-opened', time: connection, ...of, peerHost: '127.0.0.1', peerPort: 1 },
		{ type: 'bytes-sent', time: connection, ...of, data: poem },
		{ type: 'connection-closed', time: connection + 1, ...of, ...ended },
	];
}
