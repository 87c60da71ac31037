/** How a connection ended for the client that had made it. `left`: the client itself closed it, or reset it. */
export type SightEnd = 'in order' | 'reset' | 'refused' | 'left';

/** What one client saw of its connection, be it a bare one or one of the lab's own. */
export interface Sight {
	/** Such as `bare`, `client`, `crowd` or `proxy/tyger`. */
	readonly who: string;
	readonly serverPort: number;
	/** 0 where it was never connected. */
	readonly localPort: number;
	/** Milliseconds of the lab's clock. */
	readonly startedAt: number;
	readonly endedAt: number;
	readonly bytes: number;
	readonly end: SightEnd;
	/** False where this client could not tell an orderly end from a reset. */
	readonly sure: boolean;
	/** It sent something: a server that closes before that has come, or is read, resets it after its last byte. */
	readonly spoke: boolean;
	/** What it got, beside what it had expected; absent where it expected nothing. */
	readonly got?: 'whole' | 'part' | 'nothing' | 'wrong';
}
