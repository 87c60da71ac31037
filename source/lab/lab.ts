import type { BatchId, ConnectionId, FetchId, LabEvent } from '../events/events.ts';
import type { Action } from './actions.ts';
import type { Snapshot, Totals } from './snapshot.ts';

/** A lab, as its screen knows it: the same interface for a lab in this thread, for one in a worker, and for a replay. */
export interface Lab {
	/** Calls the listener after the snapshot has changed, at most some ten times a second. Returns a function that ends this. */
	subscribe(listener: () => void): () => void;
	/** The newest state. The same object until something changed; parts that did not change keep their identity. */
	snapshot(): Snapshot;
	/** Asks for something. Its effect shows in later snapshots. */
	dispatch(action: Action): void;
	/** The events that are kept about one exchange, in order, with those of the dials and fetches tied to it. Empty where none are kept. */
	detail(connection: ConnectionId): Promise<readonly LabEvent[]>;
	/** The same of a batch, of each of its fetches, and of the exchanges tied to those. */
	batchDetail(batch: BatchId): Promise<readonly LabEvent[]>;
	/** Writes the poem of a fetch of the client's, or of the newest one, in all its bytes, to a new file. A relative path starts at the program's working directory. Never rejects. */
	savePoem(path: string, fetch?: FetchId): Promise<PoemSaved>;
	/** Stops every server; once their ports are free and what is being written is whole, gives the totals. */
	close(): Promise<Totals>;
}

/** The outcome of saving a poem. The path is absolute. */
export type PoemSaved =
	| { readonly saved: true; readonly path: string; readonly bytes: number }
	| { readonly saved: false; readonly why: string };
