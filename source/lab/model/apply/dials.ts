import type { dialEvents } from '../../../events/subjects/dials.ts';
import type { Appliers } from '../appliers.ts';
import { dataLength } from '../data-length.ts';
import { noteCancelledDial } from '../joining/cancelled.ts';
import { connectDialled, countDialled, endDialled, showDialled } from '../joining/dialled.ts';
import { joinDial, pairKey } from '../joining/join.ts';
import { serverAt } from '../server-at.ts';
import type { DialState } from '../state.ts';
import { countUpstream } from './crowds.ts';

/** Applies the events of the connections that the lab opens itself. */
export const applyDialEvent: Appliers<typeof dialEvents> = {
	'dial-started': (model, { dial, fetch, purpose, host, port, server, crowd, time }) => {
		const begun: DialState = {
			fetch,
			purpose,
			by: server ?? (crowd === undefined ? 'client' : 'crowd'),
			to: serverAt(model.now, host, port)?.id,
			localPort: undefined,
			host,
			port,
			startedAt: time,
			...(crowd !== undefined && { crowd }),
		};
		model.now.dials.set(dial, begun);
		showDialled(model, dial, begun);
	},

	'dial-connected': (model, event) => {
		joinDial(model, event);
		countUpstream(model, event.dial);
		connectDialled(model, event.dial);
	},

	'dial-sent': (model, event) => countDialled(model, event.dial, 'bytesIn', dataLength(event)),

	'dial-received': (model, event) => {
		countDialled(model, event.dial, 'bytesOut', dataLength(event));
		const fetch = model.fetches.find(event.fetch);
		if (fetch === undefined || model.now.dials.get(event.dial)?.purpose !== 'poem') {
			return;
		}
		const { firstByteMs = event.time - fetch.startedAt } = fetch;
		model.fetches.appendToPoem({ ...fetch, firstByteMs }, event.data, dataLength(event));
	},

	'dial-closed': (model, event) => {
		const { dial: id, failure, time } = event;
		const dial = model.now.dials.get(id);
		if (dial !== undefined && failure === 'cancelled') {
			noteCancelledDial(model, dial, time);
		}
		if (dial !== undefined) {
			endDialled(model, event, dial);
		}
		model.now.dials.delete(id);
		if (dial?.to !== undefined && dial.localPort !== undefined) {
			model.now.dialPorts.delete(pairKey(dial.to, dial.localPort));
		}
		if (model.now.dials.size === 0 && model.now.unjoined.size > 0) {
			model.now.unjoined.clear();
		}
	},
};
