import type { LabEvent } from '../../../source/events/events.ts';
import type { ServerState } from '../../../source/lab/snapshot/server-state.ts';
import type { Arrow } from '../../../source/ui/inspector/ladder/arrows.ts';
import { type LadderItem, ladderOf } from '../../../source/ui/inspector/ladder/ladder.ts';
import { type Trace, traceOf } from '../../../source/ui/inspector/trace/trace.ts';

/** What is wrong with the ladder of an exchange, held against the events that it is made of: empty where nothing is. */
export function untruthsOf(
	connection: number,
	events: readonly LabEvent[],
	servers: readonly ServerState[],
): readonly string[] {
	const trace = traceOf(connection, events, servers);
	if (trace === undefined) {
		return [];
	}
	const { items } = ladderOf(trace);
	return [...backwards(items), ...outOfTurn(items), ...earlyWaits(items, trace), ...miscounted(items, trace)];
}

const isArrow = (item: LadderItem): item is Arrow => item.kind === 'arrow';
const wordsOf = ({ from, to, labels }: Arrow) => `${from} ${labels[0]} > ${to}`;

/** Rows, and what is folded between them, never go back in time. */
function backwards(items: readonly LadderItem[]): readonly string[] {
	let latest = Number.NEGATIVE_INFINITY;
	return items.flatMap(item => {
		const isLate = item.time < latest && item.kind !== 'wait';
		const words = isLate ? [`${item.kind} at ${item.time}, behind ${latest}`] : [];
		latest = Math.max(latest, item.kind === 'fold' ? item.untilTime : item.time);
		return words;
	});
}

/** On each connection: first of all the connect, and nothing of a sender's after its end. */
function outOfTurn(items: readonly LadderItem[]): readonly string[] {
	const connected = new Set<number>();
	const ended = new Set<string>();
	return items.filter(isArrow).flatMap(arrow => {
		const sender = `${arrow.leg} ${arrow.from}`;
		const words = [
			...(ended.has(sender) ? [`after its end: ${wordsOf(arrow)}`] : []),
			...(connected.has(arrow.leg) || arrow.labels[0]?.startsWith('connect') ? [] : [`unconnected: ${wordsOf(arrow)}`]),
		];
		connected.add(arrow.leg);
		if (arrow.ends || /^(end|reset|.*, (end|reset)|end, no reply)$/.test(arrow.labels[0] ?? '')) {
			ended.add(sender);
		}
		return words;
	});
}

/** Nobody waits on what they have not asked for yet. */
function earlyWaits(items: readonly LadderItem[], { waiters, places }: Trace): readonly string[] {
	const notes = items.filter(item => item.kind === 'promise' && /wait(s)? on it too/.test(item.name));
	const placeOf = (event: LabEvent) => places.get(event) ?? 0;
	return notes.flatMap(note =>
		note.kind !== 'promise'
			? []
			: waiters.filter(({ asked }) => placeOf(asked) > placeOf(note.cause)).map(({ name }) => `${name} waits early`),
	);
}

/** What crossed from one party to another is what its ends counted. */
function miscounted(items: readonly LadderItem[], { legs }: Trace): readonly string[] {
	const drawn = new Map<string, number>();
	const told = new Map<string, number>();
	const add = (sums: Map<string, number>, from: string, to: string, bytes: number) =>
		sums.set(`${from} > ${to}`, (sums.get(`${from} > ${to}`) ?? 0) + bytes);
	for (const item of items) {
		for (const { from, to, bytes } of item.kind === 'fold' ? item.flows : isArrow(item) ? [item] : []) {
			add(drawn, from, to, bytes);
		}
	}
	for (const { from, to, dial, opened, events } of legs) {
		const closed = events.find(event => event.type === 'connection-closed');
		const dialClosed = events.find(event => event.type === 'dial-closed');
		const isOver = (opened === undefined || closed !== undefined) && (dial === undefined || dialClosed !== undefined);
		if (!isOver) {
			return [];
		}
		add(told, to, from, closed?.bytesOut ?? dialClosed?.bytesIn ?? 0);
		add(told, from, to, dialClosed?.bytesOut || closed?.bytesIn || 0);
	}
	return [...told]
		.filter(([way, bytes]) => (drawn.get(way) ?? 0) !== bytes)
		.map(([way, bytes]) => `${way}: ${drawn.get(way) ?? 0} bytes drawn of ${bytes}`);
}
