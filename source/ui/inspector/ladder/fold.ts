import type { Arrow } from './arrows.ts';
import type { PromiseLine } from './promise-lines.ts';

/** Many writes in a row, of which only the sums are told. */
export interface Fold {
	readonly kind: 'fold';
	/** The times at which the first and the last of them were sent. */
	readonly time: number;
	readonly untilTime: number;
	readonly flows: readonly FoldedFlow[];
}

/** The folded writes from one party to another. */
export interface FoldedFlow {
	readonly from: string;
	readonly to: string;
	readonly writes: number;
	readonly bytes: number;
}

/** A row of a ladder before anything is folded: something that crossed, or a line of the chain of promises. */
export type LadderEntry = Arrow | PromiseLine;

/** The least number of writes in a run that is folded. */
const leastFolded = 3;

/** A rest between two writes of a run is shown from so long on, in milliseconds, where it takes most of the run's time. */
const leastRestMs = 1_000;

/**
 * The entries with each run of writes folded. The first and the last write of each direction on each connection stay, and
 * so do the notes among them; the writes between two that stay are folded by themselves, so that time never goes back. A long rest divides them.
 */
export function foldWrites(items: readonly LadderEntry[]): readonly (LadderEntry | Fold)[] {
	return stretches(items, item => isWrite(item) || (item.kind === 'promise' && item.state === 'note')).flatMap(run => {
		const edges = edgesOf(run.filter(isWrite));
		return stretches(run, item => isWrite(item) && !edges.has(item)).flatMap(foldStretch);
	});
}

/** Neighbours that belong together as one list, and every other entry as a list of its own. */
function stretches(
	items: readonly LadderEntry[],
	belongs: (item: LadderEntry) => boolean,
): readonly (readonly LadderEntry[])[] {
	const found: LadderEntry[][] = [];
	let open: LadderEntry[] | undefined;
	for (const item of items) {
		if (open !== undefined && belongs(item)) {
			open.push(item);
		} else {
			const stretch = [item];
			found.push(stretch);
			open = belongs(item) ? stretch : undefined;
		}
	}
	return found;
}

/** The first and the last write of each direction on each connection. */
function edgesOf(writes: readonly Arrow[]): ReadonlySet<LadderEntry> {
	const flowOf = ({ leg, from }: Arrow) => `${leg} ${from}`;
	const first = new Map(writes.toReversed().map(arrow => [flowOf(arrow), arrow]));
	const last = new Map(writes.map(arrow => [flowOf(arrow), arrow]));
	return new Set([...first.values(), ...last.values()]);
}

function foldStretch(stretch: readonly LadderEntry[]): readonly (LadderEntry | Fold)[] {
	const afterRest = stretch.findIndex((_, index) => isLongRest(stretch, index));
	if (afterRest > 0) {
		return [stretch.slice(0, afterRest), stretch.slice(afterRest)].flatMap(foldStretch);
	}
	const writes = stretch.filter(isWrite);
	const [first] = writes;
	const last = writes.at(-1);
	return first === undefined || last === undefined || writes.length < leastFolded
		? stretch
		: [{ kind: 'fold', time: first.time, untilTime: last.time, flows: flowsOf(writes) }];
}

/** True where nothing was written for most of this run's time before its entry at this place. */
function isLongRest(run: readonly LadderEntry[], index: number): boolean {
	const restMs = timeAt(run, index) - timeAt(run, index - 1);
	return restMs >= leastRestMs && restMs > (timeAt(run, run.length - 1) - timeAt(run, 0)) / 2;
}

function timeAt(run: readonly LadderEntry[], index: number): number {
	return (run[index] ?? run[0])?.time ?? 0;
}

function isWrite(item: LadderEntry): item is Arrow {
	return item.kind === 'arrow' && item.bytes > 0 && item.shape !== 'before';
}

function flowsOf(hidden: readonly Arrow[]): readonly FoldedFlow[] {
	const flows = new Map<string, FoldedFlow>();
	for (const { from, to, bytes } of hidden) {
		const known = flows.get(`${from} ${to}`);
		flows.set(`${from} ${to}`, { from, to, writes: (known?.writes ?? 0) + 1, bytes: (known?.bytes ?? 0) + bytes });
	}
	return [...flows.values()];
}
