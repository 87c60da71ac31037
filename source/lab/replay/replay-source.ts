import type { RecordingState } from '../snapshot/replay-state.ts';
import type { RecordedEvents } from './recorded-events.ts';
import type { RecordingIndex } from './recording-index.ts';

/** The source of a replay: a file, which is whole, or what a class still has of a lab, which grows. */
export interface ReplaySource {
	readonly index: RecordingIndex;
	readonly events: RecordedEvents;
	readonly live?: LiveSource;
	close(): Promise<void>;
}

/** The part of a source that grows. */
export interface LiveSource {
	/** The lab's name in its class. */
	readonly name: string;
	/** The index of the oldest event that there still is. */
	readonly from: number;
	/** Why nothing comes now; undefined while it does. */
	readonly away: string | undefined;
	/** The recording of it that is made here. */
	readonly recording: RecordingState | undefined;
	readonly hasBoard: boolean;
	/** Is to be called when anything of this has changed. */
	onChange(listener: () => void): void;
}
