import type { ConnectionEnd, EventOf } from '../../../events/events.ts';
import type { connectionEvents } from '../../../events/subjects/connections.ts';
import { outOfDescriptors } from '../../../net/descriptors.ts';
import type { Appliers } from '../appliers.ts';
import { dataLength } from '../data-length.ts';
import { noteIfCancelled } from '../joining/cancelled.ts';
import { joinConnection, pairKey } from '../joining/join.ts';
import type { LabModel } from '../lab-model.ts';
import { sourceOf } from '../latencies.ts';
import { peerNameAt } from './class.ts';

/** The ends that are no failure: a client may leave when it likes, and a server may be stopped. */
const noFailure: ReadonlySet<ConnectionEnd> = new Set(['ended', 'left', 'stopped']);

/** True for the end of a connection that has failed. */
export function isFailure(how: ConnectionEnd): boolean {
	return !noFailure.has(how);
}

/** Applies the events of the connections of our servers. */
export const applyConnectionEvent: Appliers<typeof connectionEvents> = {
	'connection-opened': (model, event) => {
		const { server, connection, peerHost, peerPort, expectedBytes } = event;
		const { clockShiftMs } = model.now;
		model.addExchange({
			id: connection,
			server,
			kind: model.now.servers.get(server)?.kind ?? 'poetry',
			openedAt: event.time,
			peerHost,
			peerPort,
			...peerNameAt(model, peerHost),
			bytesIn: 0,
			bytesOut: 0,
			...(expectedBytes !== undefined && { expectedBytes }),
			...(clockShiftMs !== 0 && { clockShiftMs }),
		});
		model.count('open');
		model.changeServer(server, changed => {
			changed.open += 1;
		});
		joinConnection(model, event);
	},

	'bytes-received': (model, event) => {
		const bytesIn = (model.exchange(event.connection)?.bytesIn ?? 0) + dataLength(event);
		model.changeExchange(event.connection, { bytesIn });
	},

	'bytes-sent': (model, event) => {
		const bytesOut = (model.exchange(event.connection)?.bytesOut ?? 0) + dataLength(event);
		model.changeExchange(event.connection, { bytesOut });
	},

	'connection-closed': (model, event) => {
		const { server, connection, bytesIn, bytesOut, how, bound, durationMs } = event;
		// A recording that began in the middle may close what it has not seen open.
		const open = model.now.open.has(connection) ? 1 : 0;
		const exchange = model.changeExchange(connection, {
			bytesIn,
			bytesOut,
			how,
			durationMs,
			...(bound !== undefined && { bound }),
		});
		model.endExchange(connection);
		if (exchange && model.now.unjoined.size > 0) {
			model.now.unjoined.delete(pairKey(server, exchange.peerPort));
		}

		const source = exchange && sourceOf(exchange);
		// A fault closes in order too, before the poem's end.
		const isWhole = how === 'ended' && bytesOut >= (exchange?.expectedBytes ?? 0);
		if (source !== undefined && isWhole) {
			model.countLatency(source, durationMs);
		}

		if (bound === 'descriptors') {
			noteOnce(model, `${outOfDescriptors.charAt(0).toUpperCase()}${outOfDescriptors.slice(1)}.`);
		}
		const isCancelled = noteIfCancelled(model, exchange, event.time);
		countEnd(model, event, { open, cancelled: isCancelled ? 1 : 0 });
	},
};

/** Counts the end of a connection, of which so many were open, and were cancelled by somebody of the lab: 0 or 1. */
function countEnd(
	model: LabModel,
	{ server, how, bytesOut, time }: EventOf<'connection-closed'>,
	{ open, cancelled }: { readonly open: number; readonly cancelled: number },
): void {
	const served = how === 'ended' ? 1 : 0;
	const failed = cancelled === 0 && isFailure(how) ? 1 : 0;
	model.count('open', -open);
	model.count('served', served);
	model.count('failed', failed);
	model.count('cancelled', cancelled);
	model.changeServer(server, changed => {
		changed.open -= open;
		changed.served += served;
		changed.failed += failed;
		changed.cancelled += cancelled;
		changed.overBound += how === 'over-bound' ? 1 : 0;
		changed.bytesOut += bytesOut;
	});
	model.countEnded(Math.floor(time / 1000), failed);
}

/** Tells a person something that need not be told again. */
function noteOnce(model: LabModel, notice: string): void {
	if (!model.now.notices.includes(notice)) {
		model.notice(notice);
	}
}
