import type { Arrow } from './arrows.ts';
import type { PromiseLine } from './promises.ts';

/** Many writes in a row, of which only the sums are told. */
export interface Fold {
	readonly kind: 'fold';
	/** When the first and the last of them were sent. */
	readonly time: number;
	readonly untilTime: number;
	readonly flows: readonly Flow[];
}

/** The folded writes from one party to another. */
export interface Flow {
	readonly from: string;
	readonly to: string;
	readonly writes: number;
	readonly bytes: number;
}

type Item = Arrow | PromiseLine;

/** A run from so many writes on is folded. */
const leastFolded = 3;

/** The items with each run of writes folded, but for the first and the last of each direction on each connection. */
export function foldWrites(items: readonly Item[]): readonly (Item | Fold)[] {
	const folded: (Item | Fold)[] = [];
	let run: Item[] = [];
	const endRun = (): void => {
		folded.push(...foldRun(run));
		run = [];
	};
	for (const item of items) {
		if (isWrite(item) || (run.length > 0 && item.kind === 'promise' && item.state === 'note')) {
			run.push(item);
		} else {
			endRun();
			folded.push(item);
		}
	}
	endRun();
	return folded;
}

/**
 * What of a run may go is folded where it stands: each stretch that nothing kept comes between, so that time does not
 * go back behind a fold. Notes stand among the writes, and are kept.
 */
function foldRun(run: readonly Item[]): readonly (Item | Fold)[] {
	const edges = edgesOf(run.filter(isWrite));
	const folded: (Item | Fold)[] = [];
	let stretch: Arrow[] = [];
	const endStretch = (): void => {
		folded.push(...foldStretch(stretch));
		stretch = [];
	};
	for (const item of run) {
		if (isWrite(item) && !edges.has(item)) {
			stretch.push(item);
		} else {
			endStretch();
			folded.push(item);
		}
	}
	endStretch();
	return folded;
}

/** The first and the last write of each direction on each connection. */
function edgesOf(writes: readonly Arrow[]): ReadonlySet<Item> {
	const flowOf = ({ leg, from }: Arrow) => `${leg} ${from}`;
	const first = new Map(writes.toReversed().map(arrow => [flowOf(arrow), arrow]));
	const last = new Map(writes.map(arrow => [flowOf(arrow), arrow]));
	return new Set([...first.values(), ...last.values()]);
}

function foldStretch(stretch: readonly Arrow[]): readonly (Arrow | Fold)[] {
	const [first] = stretch;
	const last = stretch.at(-1);
	return first === undefined || last === undefined || stretch.length < leastFolded
		? stretch
		: [{ kind: 'fold', time: first.time, untilTime: last.time, flows: flowsOf(stretch) }];
}

function isWrite(item: Item): item is Arrow {
	return item.kind === 'arrow' && item.bytes > 0 && item.shape !== 'before';
}

function flowsOf(hidden: readonly Arrow[]): readonly Flow[] {
	const flows: Flow[] = [];
	for (const arrow of hidden) {
		const at = flows.findIndex(flow => flow.from === arrow.from && flow.to === arrow.to);
		const known = flows[at];
		const { from, to, bytes } = arrow;
		if (known === undefined) {
			flows.push({ from, to, writes: 1, bytes });
		} else {
			flows[at] = { ...known, writes: known.writes + 1, bytes: known.bytes + bytes };
		}
	}
	return flows;
}
