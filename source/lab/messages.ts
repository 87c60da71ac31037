import type { ConnectionId, LabEvent } from '../events/events.ts';
import type { Action, PoemSaved, Totals } from './lab.ts';
import type { LabOptions } from './lab-options.ts';
import type { Change } from './state/change.ts';

/** What a lab is made from: servers of its own, or the file of a recording. */
export type LabSource = LabOptions | { readonly replay: string };

/** What the screen's thread says to the lab's. */
export type ToWorker =
	| { readonly type: 'dispatch'; readonly action: Action }
	| { readonly type: 'detail'; readonly request: number; readonly connection: ConnectionId }
	| { readonly type: 'save-poem'; readonly request: number; readonly path: string }
	/** The change was taken in; the next one may come. */
	| { readonly type: 'change-applied' }
	| { readonly type: 'ping' }
	| { readonly type: 'close' };

/** What the lab's thread says to the screen's. */
export type FromWorker =
	| { readonly type: 'started' }
	/** The lab could not start at all. */
	| { readonly type: 'not-started'; readonly name: string; readonly message: string }
	| { readonly type: 'change'; readonly change: Change }
	| { readonly type: 'detail'; readonly request: number; readonly events: readonly LabEvent[] }
	| { readonly type: 'poem-saved'; readonly request: number; readonly outcome: PoemSaved }
	| { readonly type: 'pong' }
	| { readonly type: 'closed'; readonly totals: Totals };
