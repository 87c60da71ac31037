import type { DialId, EventOf, FailureCode } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { Exchange } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import { serverNamed } from '../server-at.ts';
import type { DialState } from '../state.ts';

/** A dial of the client's or a crowd's that no server of ours accepts is shown as an exchange from its start. */
export function showDialled(model: LabModel, id: DialId, dial: DialState): void {
	if (dial.to === undefined && isShown(dial)) {
		add(model, id, dial);
	}
}

/** A dial that is shown has its connection. */
export function connectDialled(model: LabModel, id: DialId): void {
	const dial = model.now.dials.get(id);
	if (dial?.to === undefined && dial !== undefined && isShown(dial)) {
		model.openExchange(id);
	}
}

/** Counts bytes of a dial that is shown, by the direction as its server has it. */
export function countDialled(model: LabModel, id: DialId, what: 'bytesIn' | 'bytesOut', bytes: number): void {
	const dial = model.now.dials.get(id);
	if (dial?.to === undefined && dial !== undefined && isShown(dial)) {
		model.changeExchange(id, { [what]: (model.exchange(id)?.[what] ?? 0) + bytes });
	}
}

/**
 * Notes how a dial that is shown ended. One to a server of ours that was refused there, or never answered, is shown from
 * here on: no exchange tells of it.
 */
export function endDialled(model: LabModel, event: EventOf<'dial-closed'>, dial: DialState): void {
	const isOurs = dial.to !== undefined;
	const neverAccepted = dial.localPort === undefined && event.failure !== undefined && event.failure !== 'cancelled';
	if (!isShown(dial) || (isOurs && !neverAccepted)) {
		return;
	}
	if (isOurs) {
		add(model, event.dial, dial);
	}
	if (model.now.open.has(event.dial)) {
		model.endExchange(event.dial);
		model.count('open', -1);
	}
	model.changeExchange(event.dial, {
		...endOf(event, dial),
		bytesIn: event.bytesOut,
		bytesOut: event.bytesIn,
		durationMs: event.durationMs,
	});
}

/** A proxy's dials are told by the exchanges that wait on them. */
function isShown({ by }: DialState): boolean {
	return by === 'client' || by === 'crowd';
}

function add(model: LabModel, id: DialId, dial: DialState): void {
	const { host, port, purpose, by, fetch, startedAt } = dial;
	const { clockShiftMs } = model.now;
	const named = serverNamed(model.now, host, port);
	model.addExchange({
		id,
		dialled: true,
		server: named?.id ?? formatAddress({ host, port }),
		kind: named?.kind ?? (purpose === 'transform' ? 'transform' : 'poetry'),
		openedAt: startedAt,
		peerHost: '',
		peerPort: 0,
		peer: by,
		servesFetch: fetch,
		bytesIn: 0,
		bytesOut: 0,
		...(clockShiftMs !== 0 && { clockShiftMs }),
	});
}

function endOf({ failure, why, bytesIn }: EventOf<'dial-closed'>, { purpose }: DialState): Partial<Exchange> {
	if (failure === 'cancelled') {
		return { how: 'reset', cancelled: true };
	}
	if (failure === undefined && bytesIn === 0) {
		const code: FailureCode = purpose === 'poem' ? 'empty' : 'closed-without-reply';
		return { how: 'failed', code };
	}
	if (failure === undefined || failure === 'reset') {
		return { how: failure ?? 'ended' };
	}
	return { how: 'failed', code: failure, ...(why !== undefined && { why }) };
}
