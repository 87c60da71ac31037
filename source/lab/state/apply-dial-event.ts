import type { DialClosed, DialConnected, DialReceived, DialSent, DialStarted, ServerId } from '../../events/events.ts';
import { dataLength } from './data-length.ts';
import type { Draft } from './draft.ts';
import { joinDial } from './join.ts';

type DialEvent = DialStarted | DialConnected | DialSent | DialReceived | DialClosed;

/** What happens on a connection that the lab opened itself. */
export function applyDialEvent(draft: Draft, event: DialEvent): void {
	switch (event.type) {
		case 'dial-started':
			draft.dials.set(event.dial, {
				fetch: event.fetch,
				purpose: event.purpose,
				by: event.server,
				to: serverAt(draft, event.host, event.port),
				localPort: undefined,
			});
			break;
		case 'dial-connected':
			joinDial(draft, event);
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
			draft.dials.delete(event.dial);
			if (draft.now.dials.size === 0 && draft.now.unjoined.size > 0) {
				draft.unjoined.clear();
			}
			break;
	}
}

const everyAddress = new Set(['0.0.0.0', '::']);
const thisMachine = new Set(['127.0.0.1', 'localhost', '::1']);

function serverAt(draft: Draft, host: string, port: number): ServerId | undefined {
	for (const server of draft.now.servers.values()) {
		if (server.port !== port || server.status !== 'listening') {
			continue;
		}
		const same = server.host === host || (thisMachine.has(host) && thisMachine.has(server.host));
		if (same || everyAddress.has(server.host)) {
			return server.id;
		}
	}
	return undefined;
}
