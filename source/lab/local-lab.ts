import type { LabEvent } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import { parseAddress } from '../wire/address.ts';
import { type Client, createClient } from './client.ts';
import { createInstruments } from './create-instruments.ts';
import { createEventHistory } from './event-history.ts';
import type { Action, Lab, Snapshot } from './lab.ts';
import type { LabOptions } from './lab-options.ts';
import { createPulse } from './pulse.ts';
import { labAsItIs } from './recording/lab-as-it-is.ts';
import { createRecording, type Recording } from './recording/recording.ts';
import type { Servers } from './servers.ts';
import { startRecorded } from './start-recorded.ts';
import { applyEvents } from './state/apply-events.ts';
import { emptySnapshot, snapshotOf } from './state/snapshot.ts';
import { initialState, type LabState } from './state/state.ts';

/** How often a screen is told of changes, at most, and how many events may wait until then. */
const pace = { everyMs: 100, maxWaiting: 10_000 } as const;

/**
 * Starts a lab in this thread; resolves when every server listens or has failed. Throws where there is nothing to
 * serve, or nothing can be recorded.
 */
export async function createLocalLab(options: LabOptions): Promise<Lab> {
	const listeners = new Set<() => void>();
	const history = createEventHistory();
	let state = initialState;
	let snapshot = emptySnapshot;
	let waiting: LabEvent[] = [];

	const apply = (): LabState => {
		const events = waiting;
		waiting = [];
		history.add(events);
		const next = applyEvents(state, events);
		if (next !== state) {
			snapshot = snapshotOf(next, { state, snapshot });
			state = next;
		}
		snapshot = withProgress(snapshot, recording);
		return state;
	};
	const pulse = createPulse(pace.everyMs, () => {
		apply();
		for (const listener of listeners) {
			listener();
		}
	});
	const instruments = createInstruments(event => {
		waiting.push(event);
		recording.take(event);
		if (waiting.length >= pace.maxWaiting) {
			apply();
		}
		pulse.request();
	});
	const recording = createRecording(instruments, pulse.request);
	const servers = await startRecorded(options, instruments, recording);
	const client = createClient(() => servers.addressOf('transform'), instruments);
	apply();

	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		snapshot: () => snapshot,
		dispatch: createDispatch({ client, servers, recording, instruments, stateNow: apply }),
		async detail(connection) {
			apply();
			return history.about(connection, state.exchanges);
		},
		async close() {
			client.cancel();
			await servers.close();
			await recording.stop();
			apply();
			pulse.stop();
			return state.totals;
		},
	};
}

/** How much a recording holds is not told by events, since there would be one for each. */
function withProgress(snapshot: Snapshot, { progress }: Recording): Snapshot {
	const { recording } = snapshot;
	const now = progress();
	if (recording?.status !== 'on' || !now || now.events === recording.events) {
		return snapshot;
	}
	return { ...snapshot, recording: { ...recording, events: now.events, bytes: now.bytes } };
}

/** Turns what is asked of the lab over to the part that does it. */
function createDispatch({
	client,
	servers,
	recording,
	instruments: { emit, now },
	stateNow,
}: {
	readonly client: Client;
	readonly servers: Servers;
	readonly recording: Recording;
	readonly instruments: Instruments;
	readonly stateNow: () => LabState;
}): (action: Action) => void {
	return action => {
		switch (action.type) {
			case 'fetch':
				client.fetch(parseAddress(action.address), action.transforms);
				break;
			case 'cancel-fetch':
				client.cancel();
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
			case 'start-recording':
				void recording.start(action.path, () => labAsItIs(stateNow(), now()));
				break;
			case 'stop-recording':
				void recording.stop();
				break;
			case 'replay-play':
			case 'replay-pause':
			case 'replay-speed':
			case 'replay-step':
			case 'replay-jump':
				break;
			default:
				action satisfies never;
		}
	};
}
