import type { EventOf } from '../../events/events.ts';

/** A lab and its class. */
export interface ClassState {
	/** The engine's `host:port`, with the number of its database. */
	readonly engine: string;
	/** The lab's name there; absent where it has not been there yet. */
	readonly name?: string;
	/** `away`: the engine cannot be used now, and the lab is as if alone. */
	readonly status: 'joined' | 'away' | 'left';
	/** Why it is away. */
	readonly code?: EventOf<'class-away'>['code'];
	readonly why?: string;
}
