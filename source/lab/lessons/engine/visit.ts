import type { FailureCode, FetchId, RefusalCode } from '../../../events/events.ts';
import type { Exchange } from '../../snapshot.ts';

/** Bytes that went over a connection at one moment. */
export interface SeenBytes {
	readonly time: number;
	readonly bytes: number;
}

/** One connection to a server of the lab, from whichever program, as far as its events have told. */
export interface Visit extends Exchange {
	/** Each write to the socket; of very many, the last ones in one. */
	readonly sent: readonly SeenBytes[];
	/** Each chunk that came in. */
	readonly received: readonly SeenBytes[];
	/** The first of what came in, and of what went out. */
	readonly receivedStart: Buffer;
	readonly sentStart: Buffer;
	/** The time at which the server had done its part: all was sent, or it refused, or the connection was lost. */
	readonly doneAt?: number;
	readonly closedAt?: number;
	readonly refusal?: RefusalCode;
	/** The fetch of the lab's client that it serves; absent where another program came, or a crowd. */
	readonly fetch?: SeenFetch;
}

/** One fetch, of the client's or of a proxy's, as far as its events have told. */
export interface SeenFetch {
	readonly fetch: FetchId;
	readonly startedAt: number;
	/** Each connection that it has opened. */
	readonly dials: readonly SeenDial[];
	/** When the whole poem was there, before its transforms. */
	readonly poemAt?: number;
	readonly poemBytes?: number;
	readonly transforms: readonly SeenTransform[];
	readonly ended?: {
		readonly time: number;
		readonly how: 'succeeded' | 'fell-back' | 'failed';
		readonly durationMs: number;
		readonly code?: FailureCode;
		readonly why?: string;
	};
}

/** One connection that was opened for a fetch. */
export interface SeenDial {
	readonly dial: number;
	readonly purpose: 'poem' | 'transform';
	readonly startedAt: number;
	readonly received: readonly SeenBytes[];
	readonly closedAt?: number;
	readonly failure?: FailureCode;
}

/** One transform of a fetch that has ended. */
export interface SeenTransform {
	readonly transform: string;
	readonly endedAt: number;
	readonly durationMs: number;
	readonly failure?: { readonly code: FailureCode; readonly why: string };
}
