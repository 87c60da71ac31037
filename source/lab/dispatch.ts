import { resolve } from 'node:path';
import type { Telemetry } from '../events/telemetry.ts';
import type { BareConnections } from '../services/crowd/bare-connections.ts';
import { type Address, parseAddress } from '../wire/address.ts';
import type { Action } from './actions.ts';
import { blockLoop } from './block-loop.ts';
import type { Client } from './client/client.ts';
import type { Crowds } from './client/crowds.ts';
import type { LessonRunner } from './lessons/engine/lesson-runner.ts';
import { serverAt } from './model/server-at.ts';
import type { LabState } from './model/state.ts';
import { labAsItIs } from './recording/lab-as-it-is.ts';
import type { Recording } from './recording/recording.ts';
import type { LabServers } from './servers/lab-servers.ts';

/** A function that hands each action to the part of the lab that does it. */
export function createDispatch({
	client,
	crowds,
	servers,
	byHand,
	recording,
	telemetry: { emit, now },
	stateNow,
	lessons: runner,
}: {
	readonly client: Client;
	readonly crowds: Crowds;
	readonly servers: LabServers;
	readonly byHand: BareConnections;
	readonly recording: Recording;
	readonly telemetry: Telemetry;
	readonly stateNow: () => LabState;
	readonly lessons: () => LessonRunner | undefined;
}): (action: Action) => void {
	return action => {
		switch (action.type) {
			case 'fetch':
				client.fetch({ ...action, address: parseAddress(action.address) });
				break;
			case 'cancel-fetch':
				client.cancel(action.fetch);
				break;
			case 'fetch-batch':
				client.fetchBatch({ ...action, hosts: action.addresses.map(parseAddress) });
				break;
			case 'purge-cache':
				servers.purgeCache();
				break;
			case 'add-host':
				emit({ type: 'host-added', time: now(), ...parseAddress(action.address) });
				break;
			case 'start-server':
				void servers.start(action.server);
				break;
			case 'stop-server':
				void servers.stop(action.server);
				break;
			case 'set-fault':
				void servers.setFault(action.server, action.fault, action.settings ?? {});
				break;
			case 'clear-fault':
				void servers.clearFault(action.server, action.fault);
				break;
			case 'clear-faults':
				void servers.clearFaults();
				break;
			case 'set-collapsing':
				servers.setCollapsing(action.server, action.on);
				break;
			case 'start-crowd': {
				const address = parseAddress(action.address);
				crowds.start({ ...action, address, descriptorsPerClient: descriptorsPerClient(stateNow(), address) });
				break;
			}
			case 'cancel-crowd':
				void crowds.cancel();
				break;
			case 'start-recording':
				// An absolute path can be found from every directory.
				void recording.start(resolve(action.path), () => labAsItIs(stateNow(), now()));
				break;
			case 'stop-recording':
				void recording.stop();
				break;
			case 'open-by-hand':
				byHand.open({ ...action, address: parseAddress(action.address) });
				break;
			case 'read-by-hand':
				byHand.readOn();
				break;
			case 'close-by-hand':
				byHand.closeAll();
				break;
			case 'block-loop':
				blockLoop(action.ms, { emit, now });
				break;
			case 'start-lesson':
			case 'predict':
			case 'do-task':
			case 'next-step':
			case 'leave-lesson':
				runner()?.dispatch(action);
				break;
			case 'replay-play':
			case 'replay-pause':
			case 'replay-speed':
			case 'replay-step':
			case 'replay-jump':
			case 'watch-lab':
			case 'leave-watch':
			case 'dismiss-labs':
				break;
			default:
				action satisfies never;
		}
	};
}

/** The number of file descriptors that one client of a crowd takes: where the server is ours, both ends do. */
function descriptorsPerClient(state: LabState, { host, port }: Address): number {
	const server = serverAt(state, host, port);
	if (server === undefined) {
		return 1;
	}
	return server.collapsing === false ? 4 : 2;
}
