import type { BatchPromise, FetchId, ServerId } from '../events/events.ts';

/** One thing that a person can ask of the lab. */
export type Action =
	/** Fetches a poem from `host:port` and runs it through the transforms in order. Those under way go on. */
	| {
			readonly type: 'fetch';
			readonly address: string;
			readonly transforms: readonly string[];
			/** The longest silence, and the longest that the poem may take as a whole; absent: the client's own. */
			readonly idleTimeoutMs?: number;
			readonly timeoutMs?: number;
	  }
	/** Fetches from each `host:port`, at most so many at once; 0 is all of them at once. */
	| {
			readonly type: 'fetch-batch';
			readonly addresses: readonly string[];
			readonly transforms: readonly string[];
			readonly atOnce: number;
			readonly promise: BatchPromise;
	  }
	/** Cancels one of the client’s fetches; without an id, all of them. */
	| { readonly type: 'cancel-fetch'; readonly fetch?: FetchId }
	| { readonly type: 'purge-cache' }
	| { readonly type: 'add-host'; readonly address: string }
	| { readonly type: 'stop-server'; readonly server: ServerId }
	| { readonly type: 'start-server'; readonly server: ServerId }
	/** Switches a fault on for a server, in place of one with the same name. Settings that are not given have their defaults. */
	| {
			readonly type: 'set-fault';
			readonly server: ServerId;
			readonly fault: string;
			readonly settings?: Readonly<Record<string, number>>;
	  }
	| { readonly type: 'clear-fault'; readonly server: ServerId; readonly fault: string }
	/** Switches every fault of every server off. */
	| { readonly type: 'clear-faults' }
	/** Switches a proxy’s collapsing on or off: whether clients that miss at the same time share one fetch. */
	| { readonly type: 'set-collapsing'; readonly server: ServerId; readonly on: boolean }
	/** Lets this number of clients fetch from `host:port`, at once or at a rate; a crowd under way is cancelled. */
	| {
			readonly type: 'start-crowd';
			readonly address: string;
			readonly transforms: readonly string[];
			readonly clients: number;
			readonly ratePerSecond?: number;
	  }
	| { readonly type: 'cancel-crowd' }
	/** Writes every event from now on to a new file; a recording under way is stopped. The snapshot's `recording` tells how it goes. */
	| { readonly type: 'start-recording'; readonly path: string }
	| { readonly type: 'stop-recording' }
	/** Opens one connection, as netcat would, and sends the text, if there is one. Unless it `reads`, it reads nothing until `read-by-hand`. */
	| {
			readonly type: 'open-by-hand';
			readonly address: string;
			readonly text?: string;
			/** Where the text's bytes are cut into pieces, in bytes from its start; each is sent a moment after the one before. */
			readonly cuts?: readonly number[];
			readonly reads: boolean;
	  }
	/** Lets the connections that were opened by hand read on. */
	| { readonly type: 'read-by-hand' }
	/** Closes every connection that was opened by hand. */
	| { readonly type: 'close-by-hand' }
	/** Keeps the lab's own thread busy for at most {@link maxBlockMs}: nothing else happens in that thread meanwhile. */
	| { readonly type: 'block-loop'; readonly ms: number }
	| LessonCommand
	| ReplayCommand
	| BoardCommand;

/** One thing that a person can ask of a lesson. */
export type LessonCommand =
	/** Sets the lab up for a lesson and begins it; one that is under way is left. */
	| { readonly type: 'start-lesson'; readonly name: string }
	/** Chooses one answer to the step's question, from 0, before the task is done. */
	| { readonly type: 'predict'; readonly choice: number }
	/** Lets the lab do the step's task for the person. */
	| { readonly type: 'do-task' }
	/** Goes on from this step, or from the current one. A step whose task has not been done is skipped. */
	| { readonly type: 'next-step'; readonly step?: number }
	/** Ends the lesson, and switches off the faults that it has set. */
	| { readonly type: 'leave-lesson' };

/** The longest time that `block-loop` keeps the lab's thread busy, in milliseconds. */
export const maxBlockMs = 10_000;

/** One thing that a person can ask of a replay. A lab with servers ignores these, and a replay ignores all others. */
export type ReplayCommand =
	/** Plays on; at the end of the recording, begins again. */
	| { readonly type: 'replay-play' }
	| { readonly type: 'replay-pause' }
	/** Sets how many times as fast as the recording it plays: {@link replaySpeeds.slowest} to {@link replaySpeeds.fastest}. */
	| { readonly type: 'replay-speed'; readonly speed: number }
	/** Pauses, and goes forward by this number of events; back where the number is negative. */
	| { readonly type: 'replay-step'; readonly events: number }
	/** Goes to a place in the recording: 0 is before the first event, 1 is after the last. It plays on from there if it was playing. */
	| { readonly type: 'replay-jump'; readonly fraction: number };

/** The bounds of a replay's speed; 1 is the speed of the recording. */
export const replaySpeeds = { slowest: 0.25, fastest: 64 } as const;

/** One thing that a person can ask of the board of a class; every other lab ignores these. */
export type BoardCommand =
	/** Watches this lab in the place of the board. */
	| { readonly type: 'watch-lab'; readonly name: string }
	| { readonly type: 'leave-watch' }
	/** Removes labs from the board that are gone. */
	| { readonly type: 'dismiss-labs'; readonly names: readonly string[] };
