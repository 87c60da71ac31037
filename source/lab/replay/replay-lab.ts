import type { BatchId, ConnectionId, FetchId } from '../../events/events.ts';
import { whyOf } from '../../files/file-error.ts';
import type { Action } from '../actions.ts';
import { savePoem } from '../client/save-poem.ts';
import { type Story, storyOf, storyOfBatch } from '../history/story.ts';
import type { Lab } from '../lab.ts';
import { createPulse, type Pulse } from '../pulse.ts';
import { RecordingError } from '../recording/recording-error.ts';
import { createSnapshotStore } from '../snapshot-store.ts';
import { findStory } from './find-story.ts';
import { openRecording } from './open-recording.ts';
import { Player } from './player.ts';
import { createRecordedEvents } from './recorded-events.ts';
import { indexRecording } from './recording-index.ts';
import { playTime, replayStateOf } from './replay-place.ts';
import { ReplayPosition } from './replay-position.ts';
import type { ReplaySource } from './replay-source.ts';

/** The least time between two changes that a screen is told of, in milliseconds: about that of a key that repeats. */
const everyMs = 33;

/**
 * Opens a recording, also one of `serve --json`, as a lab that stands at the recording's end, paused. Throws a
 * {@link RecordingError} where the file can not be read, or has not one event in it.
 */
export async function createReplayLab(path: string): Promise<Lab> {
	const file = await openRecording(path);
	try {
		const index = await indexRecording(file);
		if (index.total === 0) {
			const lines = index.skippedLines === 0 ? 'it is empty' : 'not one of its lines is an event';
			throw new RecordingError('not-read', `Cannot replay ${path}: ${lines}. Is it a recording?`);
		}
		return new ReplayLab({ index, events: createRecordedEvents(file, index.chunks), close: () => file.close() });
	} catch (cause) {
		await file.close();
		if (cause instanceof RecordingError) {
			throw cause;
		}
		throw new RecordingError('not-read', `Cannot replay ${path}: ${whyOf(cause)}.`, { cause });
	}
}

/** A lab that was recorded, or that is watched: it does nothing, and shows what was done. */
export class ReplayLab implements Lab {
	readonly #source: ReplaySource;
	readonly #position: ReplayPosition;
	readonly #player: Player;
	readonly #pulse: Pulse;
	readonly #store = createSnapshotStore();
	readonly subscribe = this.#store.subscribe;
	readonly snapshot = this.#store.snapshot;
	#problem: string | undefined;
	/** It shows what a source that grows has last. */
	#isFollowing: boolean;

	constructor(source: ReplaySource) {
		this.#source = source;
		this.#isFollowing = source.live !== undefined;
		this.#pulse = createPulse({ everyMs }, () => this.#show());
		this.#position = new ReplayPosition(source, this.#pulse.request);
		this.#player = new Player(this.#track(), this.#pulse.request, error => this.#fail(error));
		source.live?.onChange(() => this.#grow());
		this.#show();
	}

	/** A move is shown once it is made; for all else there are no servers to ask. */
	dispatch(action: Action): void {
		switch (action.type) {
			case 'replay-play':
				this.#play();
				break;
			case 'replay-pause':
				this.#pause();
				break;
			case 'replay-speed':
				this.#player.setSpeed(action.speed);
				this.#pulse.request();
				break;
			case 'replay-step':
				this.#pause();
				this.#jump(this.#position.goal + action.events);
				break;
			case 'replay-jump':
				this.#jump(this.#from + action.fraction * (this.#source.index.total - this.#from));
				break;
		}
	}

	detail(connection: ConnectionId) {
		const { exchanges, open } = this.#position.moment.model.state;
		return this.#storyOf(storyOf(connection, [...exchanges, ...open.values()]));
	}

	batchDetail(batch: BatchId) {
		const { exchanges, open, batches } = this.#position.moment.model.state;
		return this.#storyOf(storyOfBatch(batch, batches, [...exchanges, ...open.values()]));
	}

	async #storyOf(story: Story) {
		try {
			const { index, events } = this.#source;
			return await findStory(story, this.#position.moment.at, index.chunks, events);
		} catch (error) {
			this.#fail(error);
			return [];
		}
	}

	savePoem(path: string, id?: FetchId) {
		const { fetches, state } = this.#position.moment.model;
		return savePoem(id === undefined ? state.fetch : fetches.find(id), undefined, path);
	}

	async close() {
		this.#player.pause();
		this.#pulse.stop();
		await this.#position.settled;
		await this.#source.close();
		return this.#position.moment.model.state.totals;
	}

	/** The index of the oldest event that there is. */
	get #from(): number {
		return this.#source.live?.from ?? 0;
	}

	/** There is more: it is shown at once, unless somebody looks at what was before. */
	#grow(): void {
		if (this.#isFollowing) {
			this.#position.goToEnd();
		}
		this.#pulse.request();
	}

	#play(): void {
		if (this.#source.live !== undefined) {
			this.#isFollowing = true;
			this.#grow();
			return;
		}
		if (this.#position.goal === this.#source.index.total) {
			this.#jump(0);
		}
		this.#player.play();
		this.#pulse.request();
	}

	#pause(): void {
		this.#isFollowing = false;
		this.#player.pause();
		this.#pulse.request();
	}

	#jump(at: number): void {
		if (Number.isNaN(at)) {
			return;
		}
		const { total } = this.#source.index;
		const place = Math.min(Math.max(Math.round(at), this.#from), total);
		if (this.#source.live !== undefined) {
			this.#isFollowing = place === total && at >= place;
		}
		this.#position.moveTo(place).then(
			() => this.#player.moved(),
			error => this.#fail(error),
		);
	}

	#track() {
		const position = this.#position;
		const { index, events } = this.#source;
		return {
			get at() {
				return position.goal;
			},
			total: index.total,
			timeOf: async (at: number) => playTime(index.sessions, at, (await events.at(at))?.time),
			moveTo: (at: number) => position.moveTo(at),
		};
	}

	/** The file can not be read any more: the screen keeps the last state, and shows the reason. */
	#fail(error: unknown): void {
		this.#player.pause();
		this.#position.stay();
		this.#problem = error instanceof RecordingError ? error.message : `Cannot read the recording: ${whyOf(error)}.`;
		this.#pulse.request();
	}

	#show(): void {
		// A recording of `serve --json` may tell of a recording: it is none of the replay's.
		const { recording: _, ...shown } = this.#position.moment.model.snapshot();
		const recording = this.#source.live?.recording;
		const notices = this.#problem === undefined ? shown.notices : [...shown.notices, this.#problem];
		const { playing: isPlaying, speed } = this.#player;
		const how = { time: this.#position.time, playing: isPlaying || this.#isFollowing, speed };
		const replay = replayStateOf(this.#source, this.#position.moment, how);
		this.#store.show({ ...shown, notices, replay, ...(recording && { recording }) });
	}
}
