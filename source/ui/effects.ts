import type { ConnectionId, FetchId } from '../events/events.ts';
import type { Action } from '../lab/actions.ts';
import type { Copied } from './clipboard/copy.ts';

/** The way in which a person leaves: by the key for it, or by Ctrl+C, which a shell takes for an interruption. */
export type Leave = 'quit' | 'interrupt';

/** Something to be done outside of the screen's state, in the lab or on the terminal. */
export type Effect =
	| { readonly kind: 'dispatch'; readonly action: Action }
	| { readonly kind: 'copy'; readonly copied: Copied }
	/** Copies a line for a shell that repeats this exchange. */
	| { readonly kind: 'copy-request'; readonly connection: ConnectionId }
	/** Copies the bytes of one direction of this exchange; the next turn copies those of the other. */
	| { readonly kind: 'copy-bytes'; readonly connection: ConnectionId; readonly turn: number }
	| { readonly kind: 'save-poem'; readonly path: string; readonly fetch?: FetchId }
	/** Makes room for the shell, until it lets the program go on. */
	| { readonly kind: 'suspend' }
	/** Draws all of the screen anew, since something else may have written over it. */
	| { readonly kind: 'redraw' }
	| { readonly kind: 'leave'; readonly how: Leave };

/** The effect of asking the lab for something. */
export function dispatch(action: Action): Effect {
	return { kind: 'dispatch', action };
}
