import type { ServerId } from '../../events/events.ts';

/** A host that the client can pick. */
export interface Host {
	/** `host:port`, by which this lab dials it. */
	readonly address: string;
	/** The address at which others dial it; absent where that is the same. */
	readonly forOthers?: string;
	/** The server's id, or the address itself where it is not ours. */
	readonly label: string;
	readonly server?: ServerId;
	readonly status: 'listening' | 'failed' | 'stopped' | 'unknown';
}
