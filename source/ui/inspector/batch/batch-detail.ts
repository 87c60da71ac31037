import type { BatchId, LabEvent } from '../../../events/events.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { type BatchLadder, batchLadder } from './batch-ladder.ts';

/** The batch that is looked at, as far as the lab has told of it. */
export interface BatchDetail {
	readonly batch: BatchId;
	/** Absent while the lab has not answered, or where it keeps nothing of the batch. */
	readonly ladder: BatchLadder | undefined;
	readonly hasAnswer: boolean;
}

/** The detail of one batch at a time, kept as new as the lab's snapshot. */
export interface BatchStore {
	current(): BatchDetail | undefined;
	/** Looks at this batch from now on, or at none. */
	show(batch: BatchId | undefined): void;
	/** Asks again where the lab has changed and the batch may have gone on. */
	labChanged(): void;
}

/** A store that asks the lab one question at a time; `nameOf` gives a host's name by its address; `changed` is called with each answer, and told whether it is the first. */
export function createBatchStore(
	lab: Pick<Lab, 'snapshot' | 'batchDetail'>,
	nameOf: (address: string, snapshot: Snapshot) => string,
	changed: (isFirst: boolean) => void,
): BatchStore {
	let detail: BatchDetail | undefined;
	let isAsking = false;
	let asked = lab.snapshot();

	const ask = (batch: BatchId): void => {
		isAsking = true;
		asked = lab.snapshot();
		const answer = (events: readonly LabEvent[]): void => {
			isAsking = false;
			if (detail?.batch === batch) {
				const isFirst = !detail.hasAnswer;
				detail = { batch, ladder: batchLadder(events, address => nameOf(address, lab.snapshot())), hasAnswer: true };
				changed(isFirst);
			}
			askAgain();
		};
		// A lab that cannot answer any more keeps nothing.
		lab.batchDetail(batch).then(answer, () => answer([]));
	};
	const askAgain = (): void => {
		const mayGoOn = detail !== undefined && (!detail.hasAnswer || detail.ladder?.end === undefined);
		if (mayGoOn && !isAsking && lab.snapshot() !== asked) {
			ask(detail?.batch ?? 0);
		}
	};

	return {
		current: () => detail,
		show(batch) {
			if (batch !== detail?.batch) {
				detail = batch === undefined ? undefined : { batch, ladder: undefined, hasAnswer: false };
				if (batch !== undefined && !isAsking) {
					ask(batch);
				}
			}
		},
		labChanged: askAgain,
	};
}
