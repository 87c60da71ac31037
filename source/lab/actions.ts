import type { ServerId } from '../events/events.ts';

/** What a person can ask of the lab. */
export type Action =
	/** Fetches a poem from `host:port` and runs it through the transforms in order; a fetch under way is cancelled. */
	| { readonly type: 'fetch'; readonly address: string; readonly transforms: readonly string[] }
	| { readonly type: 'cancel-fetch' }
	| { readonly type: 'purge-cache' }
	| { readonly type: 'add-host'; readonly address: string }
	| { readonly type: 'stop-server'; readonly server: ServerId }
	| { readonly type: 'start-server'; readonly server: ServerId }
	/** Switches a fault on for a server; settings that are not given are as by default. One of the same name is replaced. */
	| {
			readonly type: 'set-fault';
			readonly server: ServerId;
			readonly fault: string;
			readonly settings?: Readonly<Record<string, number>>;
	  }
	| { readonly type: 'clear-fault'; readonly server: ServerId; readonly fault: string }
	/** Switches every fault of every server off. */
	| { readonly type: 'clear-faults' }
	/** Whether the clients of a proxy that miss share one fetch. */
	| { readonly type: 'set-collapsing'; readonly server: ServerId; readonly on: boolean }
	/** Lets so many clients fetch from `host:port`, at once or at a rate; a crowd under way is cancelled. */
	| {
			readonly type: 'start-crowd';
			readonly address: string;
			readonly transforms: readonly string[];
			readonly clients: number;
			readonly ratePerSecond?: number;
	  }
	| { readonly type: 'cancel-crowd' }
	/** Writes every event from now on to a new file; a recording under way is stopped. What becomes of it is in `recording`. */
	| { readonly type: 'start-recording'; readonly path: string }
	| { readonly type: 'stop-recording' }
	/** Opens one bare connection, as netcat would: sends the text, if there is one, and then reads, or for now reads nothing. */
	| { readonly type: 'open-by-hand'; readonly address: string; readonly text?: string; readonly reads: boolean }
	/** Lets the connections that were opened by hand read on. */
	| { readonly type: 'read-by-hand' }
	/** Closes every connection that was opened by hand. */
	| { readonly type: 'close-by-hand' }
	/** Keeps the lab's own thread busy: nothing else happens in it meanwhile. At most {@link maxBlockMs}. */
	| { readonly type: 'block-loop'; readonly ms: number }
	| LessonCommand
	| ReplayCommand;

/** What a person can ask of a lesson. */
export type LessonCommand =
	/** Sets the lab up for a lesson and begins it; one that is under way is left. */
	| { readonly type: 'start-lesson'; readonly name: string }
	/** Says what will happen, before it does: one of the choices, from 0. */
	| { readonly type: 'predict'; readonly choice: number }
	/** Lets the lab do the step's task in the person's place. */
	| { readonly type: 'do-task' }
	/** Goes on from this step, or from the one that is under way; a step whose task has not been done is skipped. */
	| { readonly type: 'next-step'; readonly step?: number }
	/** Takes the lesson's faults off again, and ends it. */
	| { readonly type: 'leave-lesson' };

/** The longest that the lab's thread can be kept busy on request. */
export const maxBlockMs = 10_000;

/** What a person can ask of a replay. A lab with servers ignores these, and a replay ignores all others. */
export type ReplayCommand =
	/** Goes on in the pace of the recorded times; at the end, starts over. */
	| { readonly type: 'replay-play' }
	| { readonly type: 'replay-pause' }
	/** How many times as fast as it was: {@link replaySpeeds.slowest} to {@link replaySpeeds.fastest}. */
	| { readonly type: 'replay-speed'; readonly speed: number }
	/** Goes so many events further, or back where it is negative; pauses. */
	| { readonly type: 'replay-step'; readonly events: number }
	/** Goes to a place between 0, before the first event, and 1, after the last; goes on playing from there if it was. */
	| { readonly type: 'replay-jump'; readonly fraction: number };

/** How slow and how fast a replay plays, where 1 is as it was. */
export const replaySpeeds = { slowest: 0.25, fastest: 64 } as const;
