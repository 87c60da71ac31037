import type { CrowdState } from '../../lab/snapshot/crowd-state.ts';
import type { FetchState } from '../../lab/snapshot/fetch-state.ts';
import type { Snapshot } from '../../lab/snapshot.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { spokenBoard } from '../board/announce.ts';
import { modeOf } from '../mode.ts';
import { crowdEnd, crowdProgress, crowdStart } from '../overlays/crowd/announce.ts';
import { batchEndWords, comparisonWords } from '../panels/client/batch-words.ts';
import { isUnderWay } from '../panels/client/client-fetches.ts';
import { hostLabel } from '../panels/client/client-hosts.ts';
import { fetchEnd, fetchProgress, fetchStart } from '../panels/client/fetch-words.ts';
import { serverChanges } from '../panels/servers/announce.ts';
import { replayChanges } from '../replay/announce.ts';
import type { ViewModel } from '../view.ts';
import { plainWords, sentence, spokenDuration, spokenParty } from './speech.ts';

/** The least time between two lines about the progress of one thing. */
const progressEveryMs = 3_000;

/** A person who listens does not notice a loop that is blocked for less than this. */
const leastLagMs = 500;

/** Lines about the lab's own doing that the person should hear at once, wherever they are. */
export interface LabNews {
	lines(before: ViewModel, after: ViewModel, now: number): readonly string[];
}

/** News of the lab; the progress of one thing is told every few seconds at most. */
export function createLabNews(): LabNews {
	const fetching = { saidAt: 0 };
	const crowding = { saidAt: 0 };
	let longestLagMs = 0;
	const isDue = (clock: { saidAt: number }, now: number): boolean => {
		const due = now - clock.saidAt >= progressEveryMs;
		if (due) {
			clock.saidAt = now;
		}
		return due;
	};
	return {
		lines(before, after, now) {
			const [was, is] = [before.snapshot, after.snapshot];
			if (modeOf(was) !== modeOf(is) || is.replay !== undefined) {
				return is.board === undefined ? replayChanges(before, after) : spokenBoard.arrival(after);
			}
			longestLagMs = Math.max(was.lagMs === 0 ? 0 : longestLagMs, is.lagMs);
			const isFree = was.lagMs > 0 && is.lagMs === 0 && longestLagMs >= leastLagMs;
			const blocked = isFree ? [`The lab’s loop was blocked for ${spokenDuration(longestLagMs)}.`] : [];
			return [
				...is.notices.slice(was.notices.length).map(notice => sentence(plainWords(visibleLine(notice)))),
				...serverChanges(before, after),
				...batchNews(was, is, () => isDue(fetching, now)),
				...is.fetches.flatMap(fetch => fetchNews(was, fetch, after, () => isDue(fetching, now))),
				...crowdNews(was.crowd, is.crowd, () => isDue(crowding, now)),
				...blocked,
				...clockNews(was.clockShiftMs, is.clockShiftMs),
			];
		},
	};
}

/** A line about a clock that was set. */
function clockNews(wasMs: number, isMs: number): readonly string[] {
	const shiftMs = isMs - wasMs;
	const where = shiftMs < 0 ? 'back' : 'forward';
	return shiftMs === 0 ? [] : [sentence(`The clock was set ${where} by ${spokenDuration(Math.abs(shiftMs))}`)];
}

/** The beginning of a batch, its progress where it takes long, and its end; of its fetches only those that did not do. */
function batchNews(was: Snapshot, { batches, fetches }: Snapshot, isDue: () => boolean): readonly string[] {
	return batches.flatMap(batch => {
		const before = was.batches.find(({ id }) => id === batch.id);
		const { addresses, atOnce, end } = batch;
		const many = addresses.length;
		if (before === undefined) {
			isDue();
			return [`Fetching ${many} poems, ${atOnce >= many ? 'all' : atOnce} at once.`];
		}
		if (end !== undefined) {
			const words = [batchEndWords(end, atOnce), comparisonWords(batch, batches)].filter(part => part !== '');
			return before.end === undefined ? words.map(part => sentence(plainWords(part))) : [];
		}
		const ended = fetches.filter(one => one.batch === batch.id && !isUnderWay(one)).length;
		return isDue() ? [`${ended} of ${many} poems.`] : [];
	});
}

/** The beginning of a fetch, its progress where it takes long, and its end. */
function fetchNews(
	{ fetches }: Snapshot,
	fetch: FetchState,
	{ poem, snapshot }: ViewModel,
	isDue: () => boolean,
): readonly string[] {
	const was = fetches.find(({ id }) => id === fetch.id);
	if (fetch === was || fetch.status === 'waiting') {
		return [];
	}
	const hasEnded = fetch.status !== 'running' && (was === undefined || isUnderWay(was));
	if (fetch.batch !== undefined) {
		const isWhole = fetch.status === 'succeeded' || fetch.status === 'running';
		const name = spokenParty(fetch.server ?? hostLabel(fetch.address, snapshot));
		return hasEnded && !isWhole ? [`${sentence(name)} ${fetchEnd(fetch, 0).join(' ')}`] : [];
	}
	if (fetch.status !== 'running') {
		return hasEnded ? fetchEnd(fetch, lineCount(fetch, poem, snapshot)) : [];
	}
	if (was === undefined) {
		// What has just begun has nothing new to tell for a while.
		isDue();
		return [fetchStart(fetch, snapshot.hosts)];
	}
	return isDue() ? [fetchProgress(fetch)] : [];
}

/** The number of lines of a poem: as they are shown, where it is shown. */
function lineCount(fetch: FetchState, poem: ViewModel['poem'], { fetch: shown }: Snapshot): number {
	return shown?.id === fetch.id ? poem.rowCount : Buffer.from(fetch.poem).toString().trimEnd().split('\n').length;
}

function crowdNews(
	was: CrowdState | undefined,
	crowd: CrowdState | undefined,
	isDue: () => boolean,
): readonly string[] {
	if (crowd === undefined || crowd === was) {
		return [];
	}
	const isNew = was?.id !== crowd.id;
	const start = isNew ? [crowdStart(crowd)] : [];
	if (crowd.status !== 'running') {
		return !isNew && was?.status !== 'running' ? [] : [...start, ...crowdEnd(crowd)];
	}
	const due = isDue();
	return isNew ? start : due ? [crowdProgress(crowd)] : [];
}
