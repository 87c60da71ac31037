import { formatPlural } from '../../format.ts';
import { stretch } from '../../panels/poem/announce.ts';
import { listed, placeOf, plainWords, sentence, spokenParty } from '../../screen-reader/speech.ts';
import type { View, ViewModel } from '../../view.ts';
import type { BatchItem, BatchLadder } from './batch-ladder.ts';
import { batchSummary } from './batch-summary.ts';
import { BatchView } from './batch-view.tsx';
import { openBatch, updateBatch } from './update.ts';

/** The fetches of a batch side by side, in the place of the panels. */
export const batchView: View = {
	name: 'batch',
	contexts: () => ['batch'],
	update: updateBatch,
	anywhere: { 'open-batch': openBatch },
	Component: BatchView,
	replaces: 'tabs-too',
	spoken: {
		arrival: model => ladderWords(model, ladder => [heading(ladder), ...summary(ladder), laneWords(model, ladder)]),
		moved(before, after, command) {
			const [was, now] = [before.state.batch, after.state.batch];
			return ladderWords(after, ladder => {
				if (before.batch?.ladder === undefined) {
					return [heading(ladder), ...summary(ladder), laneWords(after, ladder)];
				}
				if (before.batch.ladder.end === undefined && ladder.end !== undefined) {
					return summary(ladder);
				}
				if (was?.lane !== now?.lane) {
					return [laneWords(after, ladder)];
				}
				const isMoved = command !== undefined && now?.top !== undefined && now.top !== was?.top;
				return isMoved ? lines(ladder).slice(...stretch(was?.top ?? -1, now?.top ?? 0)) : [];
			});
		},
		whole: model => ladderWords(model, ladder => [heading(ladder), ...summary(ladder), ...lines(ladder)]),
	},
};

function ladderWords({ batch }: ViewModel, words: (ladder: BatchLadder) => readonly string[]): readonly string[] {
	return batch?.ladder === undefined ? [] : words(batch.ladder);
}

function heading({ lanes, items, atOnce }: BatchLadder): string {
	const many = atOnce >= lanes.length ? 'all' : atOnce;
	return `${formatPlural(lanes.length, 'fetch', 'fetches')}, ${many} at once, ${formatPlural(items.length, 'line')}.`;
}

function summary(ladder: BatchLadder): readonly string[] {
	return batchSummary(ladder).map(words => sentence(plainWords(words)));
}

function laneWords({ state }: ViewModel, { lanes }: BatchLadder): string {
	const lane = state.batch?.lane ?? 0;
	return sentence(listed(spokenParty(lanes[lane]?.name ?? ''), placeOf(lane, lanes.length)));
}

/** The ladder as sentences, times in milliseconds from its beginning. */
function lines(ladder: BatchLadder): readonly string[] {
	return ladder.items.map(item => `${(item.time - ladder.startTime).toFixed(1)}: ${itemWords(item, ladder)}`);
}

function itemWords({ lane, words, bytes, sign }: BatchItem, { lanes }: BatchLadder): string {
	const said = plainWords(words);
	if (lane === undefined) {
		return sentence(said);
	}
	const name = spokenParty(lanes[lane]?.name ?? '');
	return sentence(bytes > 0 && sign === '◀' ? `${said} from ${name}` : `${name}: ${said}`);
}
