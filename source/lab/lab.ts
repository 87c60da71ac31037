import type { ConnectionId, LabEvent } from '../events/events.ts';
import type { Action } from './actions.ts';
import type { Snapshot, Totals } from './snapshot.ts';

/** The lab as its screen knows it. It is the same in this thread and in a worker. */
export interface Lab {
	/** Calls back after the snapshot changed, at most some ten times a second. Returns what ends the subscription. */
	subscribe(listener: () => void): () => void;
	/** The newest state. The same object until something changed; parts that did not change keep their identity. */
	snapshot(): Snapshot;
	/** Asks for something; what comes of it is seen in later snapshots. */
	dispatch(action: Action): void;
	/** Everything that is kept about one exchange: its events in order, and those of the dials and fetches tied to it. */
	detail(connection: ConnectionId): Promise<readonly LabEvent[]>;
	/** Writes the client's newest poem, in all its bytes, to a new file; a relative path is the program's own. Never rejects. */
	savePoem(path: string): Promise<PoemSaved>;
	/** Stops every server, and resolves with what was served once the ports are free. */
	close(): Promise<Totals>;
}

/** What became of a poem that was to be saved; the path is absolute. */
export type PoemSaved =
	| { readonly saved: true; readonly path: string; readonly bytes: number }
	| { readonly saved: false; readonly why: string };
