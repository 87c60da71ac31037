import { resolve } from 'node:path';
import { ClassError } from '../../class/class-error.ts';
import { ClassLink, type ClassOptions } from '../../class/link.ts';
import type { StreamEntry } from '../../class/stream-entries.ts';
import { bytesOf, hasStream, labNames, watchLab } from '../../class/watched-lab.ts';
import type { LabEvent } from '../../events/events.ts';
import { createTelemetry } from '../clock/create-telemetry.ts';
import type { Lab } from '../lab.ts';
import { applyEvent } from '../model/apply/apply-event.ts';
import { LabModel } from '../model/lab-model.ts';
import { labAsItIs } from '../recording/lab-as-it-is.ts';
import { createRecording } from '../recording/recording.ts';
import { withProgress } from '../recording/with-progress.ts';
import { ReplayLab } from '../replay/replay-lab.ts';
import { LiveRecording } from './live-recording.ts';
import { StreamEvents } from './stream-events.ts';

/** Watches a lab of a class, over a link of its own. Throws a {@link ClassError} where the class, or the lab in it, is not there. */
export async function createWatchLab(options: Pick<ClassOptions, 'address'>, name: string): Promise<Lab> {
	const link = await ClassLink.join(
		{ address: options.address },
		createTelemetry(() => {}),
	);
	try {
		return await openWatch(link, name, { left: () => link.leave() });
	} catch (error) {
		await link.leave();
		throw error;
	}
}

/** Watches a lab over this link; `left` is called when the watch is closed. Throws a {@link ClassError} where it is not there. */
export async function openWatch(
	link: ClassLink,
	name: string,
	{ left, hasBoard = false }: { readonly left?: () => Promise<void>; readonly hasBoard?: boolean } = {},
): Promise<Lab> {
	if (!(await hasStream(link, name))) {
		const known = await labNames(link);
		const there = known.length === 0 ? 'nobody has joined it yet' : `there are ${[...known].sort().join(', ')}`;
		throw new ClassError('wrong', `There is no lab ${name} in the class at ${link.where}: ${there}.`);
	}
	const live = new LiveRecording();
	const own = new LabModel();
	let away: string | undefined;
	let changed = (): void => {};
	const telemetry = createTelemetry(event => {
		applyEvent(own, event);
		changed();
	});
	const recording = createRecording(telemetry, () => changed());
	const stream = new StreamEvents(hashes => bytesOf(link, name, hashes));
	const take = (events: readonly LabEvent[], isAnew: boolean): void => {
		for (const event of live.add(events, isAnew)) {
			recording.take(event);
		}
	};
	let order: Promise<void> = Promise.resolve();
	const read = async (entries: readonly StreamEntry[]): Promise<void> => {
		for (const { events, isAnew } of await stream.read(entries)) {
			take(events, isAnew);
		}
		live.skippedLines = stream.skippedLines;
		changed();
	};
	const end = watchLab(link, name, {
		read: entries => {
			order = order.then(() => read(entries));
		},
		awayChanged: why => {
			away = why;
			changed();
		},
	});
	const { index, events } = live;
	const replay = new ReplayLab({
		index,
		events,
		live: {
			name,
			hasBoard,
			get from() {
				return live.from;
			},
			get away() {
				return away;
			},
			get recording() {
				return withProgress(own.state.recording, recording);
			},
			onChange(listener) {
				changed = listener;
			},
		},
		async close() {
			end();
			await order;
			await recording.stop();
			await left?.();
		},
	});
	const asItIs = () => labAsItIs(index.last.state, index.sessions.at(-1)?.endTime ?? 0);
	return {
		subscribe: listener => replay.subscribe(listener),
		snapshot: () => replay.snapshot(),
		detail: connection => replay.detail(connection),
		batchDetail: batch => replay.batchDetail(batch),
		savePoem: (path, fetch) => replay.savePoem(path, fetch),
		close: () => replay.close(),
		/** It can be recorded here; all else that is asked of it is asked of a replay. */
		dispatch(action) {
			switch (action.type) {
				case 'start-recording':
					void recording.start(resolve(action.path), asItIs);
					break;
				case 'stop-recording':
					void recording.stop();
					break;
				default:
					replay.dispatch(action);
			}
		},
	};
}
