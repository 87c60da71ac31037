import { addressForOthers } from '../../../lab/snapshot/server-address.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import type { Address } from '../../../wire/address.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { newerWords, type TrafficList } from './traffic-list.ts';

/** The words for the border: Traffic is paused, with the count of what is new, or the newest exchange is followed or not. */
export function followWords({ newer }: TrafficList, following: boolean): Row {
	if (newer !== undefined) {
		return [span(newer.count === 0 && !newer.isLeast ? 'paused' : `paused, +${newerWords(newer)}`, 'warning', true)];
	}
	return following ? [span('following', 'dim')] : [span('G follows', 'dim')];
}

/** The footer: how many exchanges are marked, and how many older ones were dropped. */
export function footerWords({ dropped }: TrafficList, marked: number, isReplay: boolean): Row {
	return [
		...(marked > 0 ? [span(`◆ ${formatCount(marked)} marked`, 'title')] : []),
		...(marked > 0 && dropped > 0 ? [span(' · ', 'dim')] : []),
		...(dropped > 0 ? [span(`${formatCount(dropped)} older ${isReplay ? 'not shown' : 'dropped'}`, 'dim')] : []),
	];
}

/** Rows that say why no exchange is shown. */
export function emptyRows(
	{ total, dropped, newer }: TrafficList,
	filter: string,
	{ servers, replay, lesson }: Snapshot,
	width: number,
): readonly Row[] {
	if (filter !== '' && total > 0) {
		return [[gap(1), span(`none of ${formatPlural(total, 'exchange')} matches`, 'dim')]];
	}
	if (newer !== undefined && (newer.count > 0 || newer.isLeast)) {
		return [
			[],
			[gap(2), span('Paused before anything happened.')],
			[gap(2), span('space', 'key'), span(' goes on.', 'dim')],
		];
	}
	if (dropped > 0) {
		const since = replay?.live === undefined ? 'this recording began' : 'what the class still has';
		return [[], [gap(2), span(`${formatPlural(dropped, 'exchange')} ended before ${since}.`)]];
	}
	if (replay?.live !== undefined) {
		return [[], [gap(2), span('Nothing has happened there yet.')]];
	}
	if (replay !== undefined) {
		return [[], [gap(2), span('Nothing has happened yet: '), span('space', 'key'), span(' plays.')]];
	}
	if (lesson !== undefined) {
		return [[], [gap(2), span('Nothing has happened yet.')], [gap(2), span('The card says what to do.', 'dim')]];
	}
	const poet = servers.find(({ kind, status }) => kind === 'poetry' && status === 'listening');
	return [
		[],
		[gap(2), span('Nothing has happened yet.')],
		[gap(2), span('enter', 'key'), span(' in Client (', 'dim'), span('4', 'key'), span(') fetches a poem.', 'dim')],
		...(poet === undefined ? [] : exampleRows(addressForOthers(poet), width)),
	];
}

/** An address that somebody could try from another terminal. */
function exampleRows({ host, port }: Address, width: number): readonly Row[] {
	const words: Row = [gap(2), span('Or, in another terminal: ', 'dim')];
	const command = span(`nc ${visibleLine(host)} ${port}`);
	return rowWidth(words) + textWidth(command.text) <= width ? [[...words, command]] : [words, [gap(4), command]];
}
