import type { Snapshot } from '../../lab/snapshot.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { formatPlural } from '../format.ts';
import { replaySummary, watchSummary } from '../replay/announce.ts';
import type { ViewModel } from '../view.ts';
import { plainWords, sentence, spokenParty } from './speech.ts';

/** The first lines: what is there, what a person should know of the start, and how to go on. */
export function welcome({ snapshot }: ViewModel): readonly string[] {
	const { servers, notices, replay, board } = snapshot;
	const isOwn = replay === undefined && board === undefined;
	const reachableAt = servers[0]?.reachableAt ?? [];
	const down = servers.filter(({ status }) => status !== 'listening');
	const up = servers.length - down.length;
	return [
		whatOpens(snapshot, up),
		...(isOwn && reachableAt.length > 0 ? [sentence(`Others dial ${visibleLine(reachableAt.join(' or '))}`)] : []),
		...(isOwn
			? down.map(({ id, status, why }) => sentence(`${spokenParty(id)} is ${status}: ${visibleLine(why ?? '')}`))
			: []),
		...notices.map(notice => sentence(plainWords(visibleLine(notice)))),
		'Question mark tells the keys, tab goes to the next panel, q quits.',
	];
}

function whatOpens({ board, replay }: Snapshot, up: number): string {
	if (board !== undefined) {
		return 'Poetry class.';
	}
	if (replay?.live !== undefined) {
		return watchSummary(replay.live);
	}
	return replay === undefined ? `Poetry lab, ${formatPlural(up, 'server')} listening.` : replaySummary(replay);
}
