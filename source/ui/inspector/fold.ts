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

/** Notes stand among the writes, but are kept. */
function foldRun(run: readonly Item[]): readonly (Item | Fold)[] {
	const writes = run.filter(isWrite);
	const hidden = writes.filter((arrow, at) => {
		const sameFlow = (other: Arrow) => isSameFlow(other, arrow);
		return writes.findIndex(sameFlow) !== at && writes.findLastIndex(sameFlow) !== at;
	});
	const [first] = hidden;
	const last = hidden.at(-1);
	if (first === undefined || last === undefined || hidden.length < leastFolded) {
		return run;
	}
	const gone = new Set<Item>(hidden);
	const kept = (item: Item) => !gone.has(item);
	const from = run.indexOf(first);
	const fold: Fold = { kind: 'fold', time: first.time, untilTime: last.time, flows: flowsOf(hidden) };
	return [...run.slice(0, from), fold, ...run.slice(from).filter(kept)];
}

function isWrite(item: Item): item is Arrow {
	return item.kind === 'arrow' && item.bytes > 0;
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

function isSameFlow(a: Arrow, b: Arrow): boolean {
	return a.leg === b.leg && a.from === b.from;
}
