import type { ConnectionId, LabEvent } from '../../events/events.ts';
import type { Action } from '../actions.ts';
import type { PoemSaved } from '../lab.ts';
import type { LabOptions } from '../lab-options.ts';
import type { Change } from '../model/change.ts';
import type { Totals } from '../snapshot.ts';

/** What a lab is made from: servers of its own, or the file of a recording. */
export type LabSource = LabOptions | { readonly replay: string };

/** What the screen's thread asks of the lab's, by name, each with its reply. */
export interface Replies {
	readonly detail: readonly LabEvent[];
	readonly 'save-poem': PoemSaved;
	readonly close: Totals;
}

/** One question. */
export type Request =
	| { readonly name: 'detail'; readonly connection: ConnectionId }
	| { readonly name: 'save-poem'; readonly path: string }
	| { readonly name: 'close' };

/** What the screen's thread says to the lab's. */
export type ToWorker =
	| { readonly type: 'dispatch'; readonly action: Action }
	/** Wants a reply with this id. */
	| { readonly type: 'request'; readonly id: number; readonly request: Request }
	/** The change was taken in; the next one may come. */
	| { readonly type: 'change-applied' }
	| { readonly type: 'ping' };

/** What the lab's thread says to the screen's. */
export type FromWorker =
	| { readonly type: 'started' }
	/** The lab could not start at all. */
	| { readonly type: 'not-started'; readonly name: string; readonly message: string }
	| { readonly type: 'change'; readonly change: Change }
	| { readonly type: 'reply'; readonly id: number; readonly reply: Replies[keyof Replies] }
	| { readonly type: 'pong' }
	/** It has heard that it is to close. */
	| { readonly type: 'closing' };
