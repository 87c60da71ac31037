import type { EventOf } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { ServerState } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';

type ServerEvent = EventOf<
	| 'server-listening'
	| 'server-failed'
	| 'server-closed'
	| 'ready'
	| 'host-added'
	| 'poem-skipped'
	| 'transforms-loaded'
	| 'transform-broke-down'
>;

/** Applies the start or the stop of a server, or an event of the lab's set-up. */
export function applyServerEvent(model: LabModel, event: ServerEvent): void {
	switch (event.type) {
		case 'server-listening':
			listening(model, event);
			break;
		case 'server-failed': {
			const { why: _, ...known } = model.now.servers.get(event.server) ?? unknownServer(event);
			model.setServer({
				...known,
				host: event.host,
				port: event.port,
				status: 'failed',
				code: event.code,
				why: event.why,
			});
			break;
		}
		case 'server-closed':
			model.changeServer(event.server, server => {
				server.status = 'stopped';
			});
			break;
		case 'ready':
			model.now.ready = true;
			model.now.seed = event.seed;
			break;
		case 'poem-skipped':
			model.notice(`${event.file} is not served: ${event.why}.`);
			break;
		case 'host-added': {
			const address = formatAddress(event);
			if (!model.now.addedHosts.includes(address)) {
				model.now.addedHosts = [...model.now.addedHosts, address];
			}
			break;
		}
		case 'transforms-loaded':
			model.now.transforms = event.transforms;
			model.notice(...event.problems);
			break;
		case 'transform-broke-down':
			model.notice(`${event.file} broke down: ${event.why}.`);
			break;
	}
}

function listening(model: LabModel, event: EventOf<'server-listening'>): void {
	const { why: _, code: __, ...known } = model.now.servers.get(event.server) ?? unknownServer(event);
	model.setServer({
		...known,
		host: event.host,
		port: event.port,
		status: 'listening',
		...(event.title !== undefined && { title: event.title }),
		...(event.bytes !== undefined && { bytes: event.bytes }),
		...(event.slow !== undefined && { slow: event.slow }),
		...(event.upstream !== undefined && { upstream: event.upstream }),
	});
	if (event.insteadOfPort !== undefined) {
		model.notice(`Port ${event.insteadOfPort} was taken: ${event.server} is on ${event.port}.`);
	}
}

function unknownServer({ server, kind, host, port }: EventOf<'server-listening' | 'server-failed'>): ServerState {
	return {
		id: server,
		kind,
		name: server.slice(server.indexOf('/') + 1),
		host,
		port,
		status: 'stopped',
		down: false,
		faults: [],
		...(kind === 'proxy' && { collapsing: true }),
		open: 0,
		served: 0,
		failed: 0,
		cancelled: 0,
		overBound: 0,
		bytesOut: 0,
		hits: 0,
		misses: 0,
		collapsed: 0,
		stale: 0,
		cachedBytes: 0,
	};
}
