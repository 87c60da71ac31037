import type {
	BytesReceived,
	BytesSent,
	ConnectionClosed,
	ConnectionEnd,
	ConnectionOpened,
	TransformRefused,
	TransformReplied,
	TransformRequested,
	UpstreamRefused,
} from '../../events/events.ts';
import { outOfDescriptors } from '../../net/descriptors.ts';
import { bounds, type SecondCount } from '../lab.ts';
import { noteIfCancelled } from './cancelled.ts';
import { dataLength } from './data-length.ts';
import type { Draft } from './draft.ts';
import { sourceOf } from './histogram.ts';
import { joinConnection, pairKey } from './join.ts';

type ConnectionEvent =
	| ConnectionOpened
	| BytesReceived
	| BytesSent
	| ConnectionClosed
	| TransformRequested
	| TransformReplied
	| TransformRefused
	| UpstreamRefused;

/** What happens on one connection of a server, from its opening to its close. */
export function applyConnectionEvent(draft: Draft, event: ConnectionEvent): void {
	switch (event.type) {
		case 'connection-opened':
			opened(draft, event);
			break;
		case 'bytes-received': {
			const bytesIn = (draft.exchange(event.connection)?.bytesIn ?? 0) + dataLength(event);
			draft.changeExchange(event.connection, { bytesIn });
			break;
		}
		case 'bytes-sent': {
			const bytesOut = (draft.exchange(event.connection)?.bytesOut ?? 0) + dataLength(event);
			draft.changeExchange(event.connection, { bytesOut });
			break;
		}
		case 'connection-closed':
			closed(draft, event);
			break;
		case 'transform-requested':
			draft.changeExchange(event.connection, { transform: event.transform });
			break;
		case 'transform-replied':
			draft.changeExchange(event.connection, { replied: true });
			break;
		case 'upstream-refused':
			draft.changeExchange(event.connection, { why: event.why });
			break;
		case 'transform-refused':
			draft.changeExchange(event.connection, {
				replied: false,
				why: event.why,
				...(event.transform !== undefined && { transform: event.transform }),
			});
			break;
	}
}

function opened(draft: Draft, event: ConnectionOpened): void {
	const { server, connection, peerHost, peerPort, expectedBytes } = event;
	const { clockShiftMs } = draft.now;
	draft.addExchange({
		id: connection,
		server,
		kind: draft.now.servers.get(server)?.kind ?? 'poetry',
		openedAt: event.time,
		peerHost,
		peerPort,
		bytesIn: 0,
		bytesOut: 0,
		...(expectedBytes !== undefined && { expectedBytes }),
		...(clockShiftMs !== 0 && { clockShiftMs }),
	});
	draft.totals.open += 1;
	draft.changeServer(server, ({ open }) => ({ open: open + 1 }));
	joinConnection(draft, event);
}

/** A client may leave when it likes, and a server may be stopped. */
const noFailure: ReadonlySet<ConnectionEnd> = new Set(['ended', 'left', 'stopped']);

function closed(draft: Draft, event: ConnectionClosed): void {
	const { server, connection, bytesIn, bytesOut, how, bound, durationMs } = event;
	// A recording that began in the middle may close what it has not seen open.
	const open = draft.now.open.has(connection) ? 1 : 0;
	const exchange = draft.changeExchange(connection, {
		bytesIn,
		bytesOut,
		how,
		durationMs,
		...(bound !== undefined && { bound }),
	});
	draft.open.delete(connection);
	if (exchange && draft.now.unjoined.size > 0) {
		draft.unjoined.delete(pairKey(server, exchange.peerPort));
	}

	const source = exchange && sourceOf(exchange);
	// A fault closes in order too, before the poem's end.
	const isWhole = how === 'ended' && bytesOut >= (exchange?.expectedBytes ?? 0);
	if (source !== undefined && isWhole) {
		draft.countLatency(source, durationMs);
	}

	if (bound === 'descriptors') {
		noteOnce(draft, `${outOfDescriptors.charAt(0).toUpperCase()}${outOfDescriptors.slice(1)}.`);
	}
	const isCancelled = noteIfCancelled(draft, exchange, event.time);
	const served = how === 'ended' ? 1 : 0;
	const cancelled = isCancelled ? 1 : 0;
	const failed = isCancelled || noFailure.has(how) ? 0 : 1;
	draft.totals.open -= open;
	draft.totals.served += served;
	draft.totals.failed += failed;
	draft.totals.cancelled += cancelled;
	draft.changeServer(server, state => ({
		open: state.open - open,
		served: state.served + served,
		failed: state.failed + failed,
		cancelled: state.cancelled + cancelled,
		overBound: state.overBound + (how === 'over-bound' ? 1 : 0),
		bytesOut: state.bytesOut + bytesOut,
	}));
	countInSecond(draft.perSecond, Math.floor(event.time / 1000), failed);
}

/** Tells a person something that need not be told again. */
function noteOnce(draft: Draft, notice: string): void {
	if (!draft.now.notices.includes(notice)) {
		draft.set('notices', [...draft.now.notices, notice].slice(-bounds.notices));
	}
}

/** One more that has ended in this second; only so many seconds are kept. */
function countInSecond(counts: SecondCount[], second: number, failed: number): void {
	const newest = counts.at(-1);
	if (newest && newest.second >= second) {
		counts[counts.length - 1] = { ...newest, ended: newest.ended + 1, failed: newest.failed + failed };
	} else {
		counts.push({ second, ended: 1, failed });
		counts.splice(0, counts.length - bounds.seconds);
	}
}
