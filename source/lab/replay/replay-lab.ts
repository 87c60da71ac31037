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
import { createRecordedEvents, type RecordedEvents } from './recorded-events.ts';
import { createFindMoment, type FindMoment, type Moment } from './recorded-states.ts';
import { indexRecording, type RecordingIndex } from './recording-index.ts';
import { playTime, replayStateOf } from './replay-place.ts';
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
	readonly #index: RecordingIndex;
	readonly #events: RecordedEvents;
	readonly #findMoment: FindMoment;
	readonly #player: Player;
	readonly #pulse: Pulse;
	readonly #store = createSnapshotStore();
	readonly subscribe = this.#store.subscribe;
	readonly snapshot = this.#store.snapshot;
	#moment: Moment;
	/** When the newest event of the moment happened. */
	#time: number;
	/** The number of events that it moves to; quick moves one after the other become one. */
	#goal: number;
	#moving: Promise<void> | undefined;
	#problem: string | undefined;
	/** It shows what a source that grows has last. */
	#isFollowing: boolean;

	constructor(source: ReplaySource) {
		const { index, events } = source;
		this.#source = source;
		this.#index = index;
		this.#events = events;
		this.#isFollowing = source.live !== undefined;
		this.#findMoment = createFindMoment(index, events);
		this.#moment = { at: index.total, model: index.last };
		this.#time = index.sessions.at(-1)?.endTime ?? 0;
		this.#goal = index.total;
		this.#pulse = createPulse({ everyMs }, () => this.#show());
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
				this.#jump(this.#goal + action.events);
				break;
			case 'replay-jump':
				this.#jump(this.#from + action.fraction * (this.#index.total - this.#from));
				break;
		}
	}

	detail(connection: ConnectionId) {
		const { exchanges, open } = this.#moment.model.state;
		return this.#storyOf(storyOf(connection, [...exchanges, ...open.values()]));
	}

	batchDetail(batch: BatchId) {
		const { exchanges, open, batches } = this.#moment.model.state;
		return this.#storyOf(storyOfBatch(batch, batches, [...exchanges, ...open.values()]));
	}

	async #storyOf(story: Story) {
		try {
			return await findStory(story, this.#moment.at, this.#index.chunks, this.#events);
		} catch (error) {
			this.#fail(error);
			return [];
		}
	}

	savePoem(path: string, id?: FetchId) {
		const { fetches, state } = this.#moment.model;
		return savePoem(id === undefined ? state.fetch : fetches.find(id), undefined, path);
	}

	async close() {
		this.#player.pause();
		this.#pulse.stop();
		await this.#moving?.catch(() => {});
		await this.#source.close();
		return this.#moment.model.state.totals;
	}

	/** The index of the oldest event that there is. */
	get #from(): number {
		return this.#source.live?.from ?? 0;
	}

	/** There is more: it is shown at once, unless somebody looks at what was before. */
	#grow(): void {
		const { total, last, sessions } = this.#index;
		if (this.#isFollowing) {
			this.#goal = total;
			this.#moment = { at: total, model: last };
			this.#time = sessions.at(-1)?.endTime ?? 0;
		}
		this.#pulse.request();
	}

	#play(): void {
		if (this.#source.live !== undefined) {
			this.#isFollowing = true;
			this.#grow();
			return;
		}
		if (this.#goal === this.#index.total) {
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
		const place = Math.min(Math.max(Math.round(at), this.#from), this.#index.total);
		if (this.#source.live !== undefined) {
			this.#isFollowing = place === this.#index.total && at >= place;
		}
		this.#moveTo(place).then(
			() => this.#player.moved(),
			error => this.#fail(error),
		);
	}

	#moveTo(at: number): Promise<void> {
		this.#goal = at;
		if (this.#moment.at !== at) {
			this.#moving ??= this.#settle();
		}
		return this.#moving ?? Promise.resolve();
	}

	/** Goes to the goal, wherever it is by the time it gets there. */
	async #settle(): Promise<void> {
		try {
			while (this.#moment.at !== this.#goal) {
				const moment = await this.#findMoment(this.#goal, this.#moment);
				const newest = moment.at === 0 ? undefined : await this.#events.at(moment.at - 1);
				this.#time = newest?.time ?? this.#index.sessions[0]?.startTime ?? 0;
				this.#moment = moment;
				this.#pulse.request();
			}
		} finally {
			this.#moving = undefined;
		}
	}

	#track() {
		const lab = this;
		return {
			get at() {
				return lab.#goal;
			},
			total: this.#index.total,
			timeOf: async (index: number) => playTime(lab.#index.sessions, index, (await lab.#events.at(index))?.time),
			moveTo: (at: number) => lab.#moveTo(at),
		};
	}

	/** The file can not be read any more: the screen keeps the last state, and shows the reason. */
	#fail(error: unknown): void {
		this.#player.pause();
		this.#goal = this.#moment.at;
		this.#problem = error instanceof RecordingError ? error.message : `Cannot read the recording: ${whyOf(error)}.`;
		this.#pulse.request();
	}

	#show(): void {
		// A recording of `serve --json` may tell of a recording: it is none of the replay's.
		const { recording: _, ...shown } = this.#moment.model.snapshot();
		const recording = this.#source.live?.recording;
		const notices = this.#problem === undefined ? shown.notices : [...shown.notices, this.#problem];
		const { playing: isPlaying, speed } = this.#player;
		const how = { time: this.#time, playing: isPlaying || this.#isFollowing, speed };
		const replay = replayStateOf(this.#source, this.#moment, how);
		this.#store.show({ ...shown, notices, replay, ...(recording && { recording }) });
	}
}
