import type { LabEvent } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { WallClock } from '../clock/wall-clock.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { RecordingError } from './recording-error.ts';

/** The recordings of a lab, one at a time. Events tell of the start and the end of each. */
export interface Recording {
	/** Takes every event of the lab; it is recorded while a recording is on. */
	take(event: LabEvent): void;
	/** Lines and bytes in the file so far; undefined while no recording is on. */
	progress(): { readonly events: number; readonly bytes: number } | undefined;
	/** Records into a new file from now on. Throws a `RecordingError` where that can not be. */
	begin(path: string): Promise<void>;
	/**
	 * The same in the middle of a session: a recording that is on is stopped, and the new one begins with the events of
	 * `labAsItIs`. Where that can not be, a `recording-stopped` says why.
	 */
	start(path: string, labAsItIs: () => readonly LabEvent[]): Promise<void>;
	/** Ends the recording that is on, if there is one; resolves when it is whole. */
	stop(): Promise<void>;
}

/** No recording yet. `onProgress` is called as a file grows. */
export function createRecording({ emit, now }: Omit<Telemetry, 'nextId'>, onProgress = () => {}): Recording {
	const wall = new WallClock();
	let on: { readonly recorder: Recorder; readonly told: Promise<void> } | undefined;

	const begin = async (path: string, first: () => readonly LabEvent[] = () => []): Promise<void> => {
		const recorder = await createRecorder(path, { onProgress, wall });
		for (const event of first()) {
			recorder.record(event);
		}
		const told = recorder.ended.then(end => {
			on = undefined;
			emit({ type: 'recording-stopped', time: now(), path, ...end });
		});
		on = { recorder, told };
		emit({ type: 'recording-started', time: now(), path });
	};
	const stop = async (): Promise<void> => {
		void on?.recorder.stop();
		await on?.told;
	};
	// One after the other, so that each finds what the one before it left.
	let order: Promise<void> = Promise.resolve();
	const inOrder = (act: () => Promise<void>): Promise<void> => {
		const done = order.then(act);
		order = done.catch(() => {});
		return done;
	};

	return {
		take(event) {
			wall.take(event);
			if (event.type !== 'recording-started' && event.type !== 'recording-stopped') {
				on?.recorder.record(event);
			}
		},
		progress: () => on?.recorder,
		begin: path => inOrder(() => begin(path)),
		start: (path, labAsItIs) =>
			inOrder(async () => {
				await stop();
				await begin(path, labAsItIs).catch((error: unknown) => {
					if (!(error instanceof RecordingError)) {
						throw error;
					}
					emit({ type: 'recording-stopped', time: now(), path, events: 0, bytes: 0, why: error.message });
				});
			}),
		stop: () => inOrder(stop),
	};
}
