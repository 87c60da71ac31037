import type { ConnectionId, LabEvent } from '../../../events/events.ts';
import type { Lab } from '../../../lab/lab.ts';
import { type Trace, traceOf } from './trace.ts';

/** The exchange that is looked at, as far as the lab has told of it. */
export type Detail =
	| { readonly status: 'none' }
	| { readonly status: 'asked' | 'gone'; readonly connection: ConnectionId }
	| OpenDetail;

/** An exchange with its events, and the trace that these tell. */
export interface OpenDetail {
	readonly status: 'here';
	readonly connection: ConnectionId;
	readonly events: readonly LabEvent[];
	readonly trace: Trace;
}

/** The detail of one exchange at a time, kept as new as the lab's snapshot. */
export interface DetailStore {
	current(): Detail;
	subscribe(listener: () => void): () => void;
	/** Looks at this exchange from now on, or at none. */
	show(connection: ConnectionId | undefined): void;
	/** Asks again where the lab has changed and the exchange may have gone on. */
	labChanged(): void;
}

const none: Detail = { status: 'none' };

/** A store that asks the lab only when its snapshot changed, one question at a time, and never shows an answer to another one. */
export function createDetailStore(lab: Pick<Lab, 'snapshot' | 'detail'>): DetailStore {
	const listeners = new Set<() => void>();
	let detail: Detail = none;
	let question = 0;
	let isAsking = false;
	let asked = lab.snapshot();

	const enter = (next: Detail): void => {
		detail = next;
		for (const listener of listeners) {
			listener();
		}
	};
	const ask = (connection: ConnectionId): void => {
		question += 1;
		const mine = question;
		isAsking = true;
		asked = lab.snapshot();
		const answer = (events: readonly LabEvent[]): void => {
			if (mine === question) {
				isAsking = false;
				enter(detailOf(connection, events, lab));
				askAgain();
			}
		};
		// A lab that cannot answer any more keeps nothing.
		lab.detail(connection).then(answer, () => answer([]));
	};
	const askAgain = (): void => {
		if (detail.status === 'none' || !mayGoOn(detail)) {
			return;
		}
		if (!isAsking && lab.snapshot() !== asked) {
			ask(detail.connection);
		}
	};

	return {
		current: () => detail,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		show(connection) {
			if (connection === (detail.status === 'none' ? undefined : detail.connection)) {
				return;
			}
			question += 1;
			isAsking = false;
			if (connection === undefined) {
				enter(none);
			} else {
				// What was told of one exchange of a trace tells the others as well.
				const known = detail.status === 'here' ? detailOf(connection, detail.events, lab) : undefined;
				enter(known?.status === 'here' ? known : { status: 'asked', connection });
				ask(connection);
			}
		},
		labChanged: askAgain,
	};
}

function mayGoOn(detail: Detail): boolean {
	return detail.status === 'asked' || (detail.status === 'here' && !detail.trace.settled);
}

function detailOf(connection: ConnectionId, events: readonly LabEvent[], lab: Pick<Lab, 'snapshot'>): Detail {
	const { servers, exchanges } = lab.snapshot();
	const peerNames = exchanges.flatMap(({ id, peerName }) => (peerName === undefined ? [] : [[id, peerName] as const]));
	const trace = traceOf(connection, events, servers, new Map(peerNames));
	return trace === undefined ? { status: 'gone', connection } : { status: 'here', connection, events, trace };
}
