import type { ClassAddress } from '../../class/class-address.ts';
import type { BatchId, ConnectionId, FetchId, LabEvent } from '../../events/events.ts';
import type { Action } from '../actions.ts';
import type { PoemSaved } from '../lab.ts';
import type { LabOptions } from '../lab-options.ts';
import type { Change } from '../model/change.ts';
import type { Totals } from '../snapshot.ts';

/** The start of a lab: options for servers of its own, the path of a recording to replay, or a class to watch. */
export type LabSource = LabOptions | { readonly replay: string } | ClassSource;

/** A class whose board is shown, or one lab of it. */
export interface ClassSource {
	readonly watch: ClassAddress;
	readonly lab?: string;
}

/** The requests of the screen's thread by name, each with the type of its reply. */
export interface Replies {
	readonly detail: readonly LabEvent[];
	readonly 'batch-detail': readonly LabEvent[];
	readonly 'save-poem': PoemSaved;
	readonly close: Totals;
}

/** One request, which wants a reply. */
export type Request =
	| { readonly name: 'detail'; readonly connection: ConnectionId }
	| { readonly name: 'batch-detail'; readonly batch: BatchId }
	| { readonly name: 'save-poem'; readonly path: string; readonly fetch: FetchId | undefined }
	| { readonly name: 'close' };

/** A message from the screen's thread to the lab's. */
export type ToWorker =
	| { readonly type: 'dispatch'; readonly action: Action }
	/** Wants a reply with this id. */
	| { readonly type: 'request'; readonly id: number; readonly request: Request }
	/** The change was applied; the next one may be sent. */
	| { readonly type: 'change-applied' }
	| { readonly type: 'ping' };

/** An error in parts, since a copy of it would lose its name. */
interface WorkerError {
	readonly name: string;
	readonly message: string;
	readonly stack: string | undefined;
}

/** A message from the lab's thread to the screen's. */
export type FromWorker =
	| { readonly type: 'started' }
	/** The lab could not start at all. */
	| { readonly type: 'not-started'; readonly error: WorkerError }
	| { readonly type: 'change'; readonly change: Change }
	| { readonly type: 'reply'; readonly id: number; readonly reply: Replies[keyof Replies] }
	| { readonly type: 'pong' }
	/** The request to close has come; the reply follows once all is closed. */
	| { readonly type: 'closing' };
