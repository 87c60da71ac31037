import type { DialClosed, DialConnected, DialReceived, DialSent, DialStarted } from '../../events/events.ts';
import { countUpstream } from './apply-crowd-event.ts';
import { noteCancelledDial } from './cancelled.ts';
import { dataLength } from './data-length.ts';
import type { Draft } from './draft.ts';
import { joinDial, pairKey } from './join.ts';
import { serverAt } from './server-at.ts';

type DialEvent = DialStarted | DialConnected | DialSent | DialReceived | DialClosed;

/** What happens on a connection that the lab opened itself. */
export function applyDialEvent(draft: Draft, event: DialEvent): void {
	switch (event.type) {
		case 'dial-started':
			draft.dials.set(event.dial, {
				fetch: event.fetch,
				purpose: event.purpose,
				by: event.server ?? (event.crowd === undefined ? 'client' : 'crowd'),
				to: serverAt(draft.now, event.host, event.port)?.id,
				localPort: undefined,
				host: event.host,
				port: event.port,
				startedAt: event.time,
				...(event.crowd !== undefined && { crowd: event.crowd }),
			});
			break;
		case 'dial-connected':
			joinDial(draft, event);
			countUpstream(draft, event.dial);
			break;
		case 'dial-sent':
			break;
		case 'dial-received': {
			const { fetch, dials } = draft.now;
			if (fetch?.id !== event.fetch || dials.get(event.dial)?.purpose !== 'poem') {
				break;
			}
			if (fetch.firstByteMs === undefined) {
				draft.changeFetch({ firstByteMs: event.time - fetch.startedAt });
			}
			draft.appendToPoem(event.data, dataLength(event));
			break;
		}
		case 'dial-closed':
			closed(draft, event);
			break;
	}
}

function closed(draft: Draft, { dial: id, failure, time }: DialClosed): void {
	const dial = draft.now.dials.get(id);
	if (dial !== undefined && failure === 'cancelled') {
		noteCancelledDial(draft, dial, time);
	}
	draft.dials.delete(id);
	if (dial?.to !== undefined && dial.localPort !== undefined) {
		draft.dialPorts.delete(pairKey(dial.to, dial.localPort));
	}
	if (draft.now.dials.size === 0 && draft.now.unjoined.size > 0) {
		draft.unjoined.clear();
	}
}
