import type { EventOf } from '../../../events/events.ts';
import { dataLength } from '../data-length.ts';
import type { LabModel } from '../lab-model.ts';
import { serverAt } from '../server-at.ts';
import { countUpstream } from './apply-crowd-event.ts';
import { noteCancelledDial } from './cancelled.ts';
import { joinDial, pairKey } from './join.ts';

type DialEvent = EventOf<'dial-started' | 'dial-connected' | 'dial-sent' | 'dial-received' | 'dial-closed'>;

/** Applies an event of a connection that the lab opened itself. */
export function applyDialEvent(model: LabModel, event: DialEvent): void {
	switch (event.type) {
		case 'dial-started':
			model.now.dials.set(event.dial, {
				fetch: event.fetch,
				purpose: event.purpose,
				by: event.server ?? (event.crowd === undefined ? 'client' : 'crowd'),
				to: serverAt(model.now, event.host, event.port)?.id,
				localPort: undefined,
				host: event.host,
				port: event.port,
				startedAt: event.time,
				...(event.crowd !== undefined && { crowd: event.crowd }),
			});
			break;
		case 'dial-connected':
			joinDial(model, event);
			countUpstream(model, event.dial);
			break;
		case 'dial-sent':
			break;
		case 'dial-received': {
			const fetch = model.fetches.find(event.fetch);
			if (fetch === undefined || model.now.dials.get(event.dial)?.purpose !== 'poem') {
				break;
			}
			const { firstByteMs = event.time - fetch.startedAt } = fetch;
			model.fetches.appendToPoem({ ...fetch, firstByteMs }, event.data, dataLength(event));
			break;
		}
		case 'dial-closed':
			closed(model, event);
			break;
	}
}

function closed(model: LabModel, { dial: id, failure, time }: EventOf<'dial-closed'>): void {
	const dial = model.now.dials.get(id);
	if (dial !== undefined && failure === 'cancelled') {
		noteCancelledDial(model, dial, time);
	}
	model.now.dials.delete(id);
	if (dial?.to !== undefined && dial.localPort !== undefined) {
		model.now.dialPorts.delete(pairKey(dial.to, dial.localPort));
	}
	if (model.now.dials.size === 0 && model.now.unjoined.size > 0) {
		model.now.unjoined.clear();
	}
}
