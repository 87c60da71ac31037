import { formatDuration } from '../../format.ts';
import { batchEndWords } from '../../panels/client/batch-words.ts';
import type { BatchLadder, BatchLane } from './batch-ladder.ts';

/** Sentences about a batch: who was first, who held the rest up, and how long all took; those that can be told so far. */
export function batchSummary({ lanes, startTime, end, atOnce }: BatchLadder): readonly string[] {
	const ended = lanes
		.filter((lane): lane is BatchLane & { readonly endTime: number } => lane.endTime !== undefined)
		.toSorted((a, b) => a.endTime - b.endTime);
	const first = ended.find(({ hasPoem }) => hasPoem);
	const after = (time: number) => formatDuration(time - startTime);
	const firstWords = first === undefined ? [] : [`first ${first.name} ${after(first.endTime)}`];
	if (end === undefined) {
		return firstWords;
	}
	return [...firstWords, ...lastWords(ended, atOnce >= lanes.length, after), batchEndWords(end, atOnce)];
}

/** All at once, the last to end is who the others waited for; in turns, whoever took longest. */
function lastWords(
	ended: readonly (BatchLane & { readonly endTime: number })[],
	isAllAtOnce: boolean,
	after: (time: number) => string,
): readonly string[] {
	const [before, last] = ended.slice(-2);
	if (before === undefined || last === undefined) {
		return [];
	}
	if (isAllAtOnce) {
		const heldMs = last.endTime - before.endTime;
		return [`last ${last.name} ${after(last.endTime)}, held the rest up for ${formatDuration(heldMs)}`];
	}
	const longest = ended.toSorted((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0))[0];
	return longest === undefined ? [] : [`longest ${longest.name} ${formatDuration(longest.durationMs ?? 0)}`];
}
