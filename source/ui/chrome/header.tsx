import type { ReactNode } from 'react';
import type { SecondCount } from '../../events/events.ts';
import type { ClassState } from '../../lab/snapshot/class-state.ts';
import type { CrowdState } from '../../lab/snapshot/crowd-state.ts';
import type { RecordingState } from '../../lab/snapshot/replay-state.ts';
import type { Snapshot, Totals } from '../../lab/snapshot.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { Spread } from '../components/spread.tsx';
import { formatCount, formatDuration, formatHitRatio, formatPlural } from '../format.ts';
import { faultCount } from '../overlays/faults/fault-label.ts';
import { withoutWorst } from '../text/columns.ts';
import { gap, joinSpans, type Row, rowWidth, type Span, span, sparkline } from '../text/rows.ts';
import { signs } from '../text/tones.ts';

/** A part of the header; where there is too little room, the one with the highest rank is left out first. */
export interface HeaderPart {
	readonly row: Row;
	readonly dropRank: number;
}

export interface HeaderProps {
	readonly snapshot: Snapshot;
	/** Traffic stands still though there is more. */
	readonly isPaused: boolean;
	/** A crowd that is not shown elsewhere. */
	readonly crowd?: CrowdState | undefined;
	readonly width: number;
}

/** The first line: what the whole lab is doing. */
export function Header({ snapshot, isPaused, crowd, width }: HeaderProps): ReactNode {
	const right: Row = [
		...(isPaused ? [span(' paused', 'warning', true), gap(3)] : []),
		span('?', 'key'),
		span(' help', 'dim'),
	];
	const all = [...(crowd === undefined ? [] : [crowdPart(crowd, width)]), ...headerParts(snapshot, width)];
	const parts = partsThatFit(all, width - rowWidth(right) - 4);
	return <Spread width={width} left={joinSpans([title, ...parts.map(({ row }) => row)], gap(between))} right={right} />;
}

const title: Row = [span('poetry lab', 'title')];
const between = 3;

/** The parts for which there is room beside the title. */
export function partsThatFit(parts: readonly HeaderPart[], room: number): readonly HeaderPart[] {
	let kept = parts;
	while (kept.length > 0 && kept.reduce((sum, { row }) => sum + rowWidth(row) + between, rowWidth(title)) > room) {
		kept = withoutWorst(kept);
	}
	return kept;
}

function headerParts(
	{ servers, totals, lagMs, perSecond, ready, recording, replay, class: ofClass }: Snapshot,
	width: number,
): readonly HeaderPart[] {
	const faultsOn = faultCount(servers);
	const seconds = recentSeconds(perSecond, Math.min(40, Math.floor(width / 6)));
	return [
		...(ofClass === undefined ? [] : classPart(ofClass)),
		...(recording === undefined ? [] : recordingPart(recording, width)),
		...(faultsOn === 0
			? []
			: [headerPart(0, span(`${signs.fault} ${formatPlural(faultsOn, 'fault')}`, 'warning', true))]),
		totals.open > 0
			? headerPart(2, span('● ', 'live'), counted(totals.open), span(' open', 'dim'))
			: headerPart(2, span('○ 0 open', 'dim')),
		headerPart(1, counted(totals.served), span(' served', 'dim')),
		...cachePart(totals, servers.length > 0),
		headerPart(totals.failed > 0 ? 4 : 6, trouble(totals.failed, 'failed')),
		...(totals.cancelled === 0 ? [] : [headerPart(7, span(`${formatCount(totals.cancelled)} cancelled`, 'warning'))]),
		headerPart(totals.fellBack > 0 ? 5 : 7, trouble(totals.fellBack, 'fell back')),
		...(replay === undefined ? [headerPart(lagMs > 0 ? 0 : 8, loopWords(lagMs, ready))] : []),
		...(seconds.some(count => count > 0)
			? [headerPart(9, span(sparkline(seconds), 'live'), span(' per second', 'dim'))]
			: []),
	];
}

/** A part of a header, and how early it is left out. */
export function headerPart(dropRank: number, ...row: Row): HeaderPart {
	return { row, dropRank };
}

/** The hit ratio of all caches; nothing in a replay that has no servers yet. */
function cachePart(totals: Totals, isKnown: boolean): readonly HeaderPart[] {
	const ratio = formatHitRatio(totals);
	if (ratio === undefined) {
		return isKnown ? [headerPart(8, span('cache unused', 'dim'))] : [];
	}
	return [headerPart(3, span('cache ', 'dim'), span(ratio, 'hit', true), span(' hit', 'dim'))];
}

/** The number of events that the running recording has written; or that a recording stopped by itself after its first event. */
function recordingPart({ status, events, why }: RecordingState, width: number): readonly HeaderPart[] {
	if (status === 'on') {
		const words = [span('● rec ', 'failed', true), counted(events), span(events === 1 ? ' event' : ' events', 'dim')];
		const how = width >= 110 ? [span(', ', 'dim'), span('R', 'key'), span(' stops', 'dim')] : [];
		return [headerPart(0, ...words, ...how)];
	}
	return why === undefined || events === 0 ? [] : [headerPart(0, span('✗ not recording', 'failed', true))];
}

/** The class, and whether it can be reached; nothing once the lab has left it. */
function classPart({ status, name = '' }: ClassState): readonly HeaderPart[] {
	switch (status) {
		case 'joined':
			return [headerPart(5, span('class ', 'dim'), span(visibleLine(name), 'good'))];
		case 'away':
			return [headerPart(0, span('class: away', 'warning', true))];
		case 'left':
			return [];
	}
}

/** The progress of a crowd: its clients that have ended, or all of them. */
function crowdPart({ status, ended, clients }: CrowdState, width: number): HeaderPart {
	const key = width >= 110 ? [span(', ', 'dim'), span('C', 'key'), span(' shows', 'dim')] : [];
	return status === 'running'
		? headerPart(0, span('◐ crowd ', 'live'), counted(ended), span(` of ${formatCount(clients)}`, 'dim'), ...key)
		: headerPart(0, span(`${signs.done} crowd ${status}`, 'good'), ...key);
}

/** A number that is looked for. */
export function counted(count: number): Span {
	return span(formatCount(count), 'title');
}

function trouble(count: number, word: string): Span {
	return span(`${formatCount(count)} ${word}`, count > 0 ? 'failed' : 'dim');
}

function loopWords(lagMs: number, ready: boolean): Span {
	if (!ready) {
		return span('starting…', 'warning');
	}
	return lagMs > 0 ? span(`loop blocked ${formatDuration(lagMs)}`, 'failed', true) : span('loop ok', 'dim');
}

/** The number of exchanges that ended in each of the newest seconds, oldest first; 0 for a quiet second. */
function recentSeconds(perSecond: readonly SecondCount[], count: number): readonly number[] {
	const newest = perSecond.at(-1)?.second;
	if (newest === undefined || count <= 0) {
		return [];
	}
	const endedIn = new Map(perSecond.map(({ second, ended }) => [second, ended]));
	return Array.from({ length: count }, (_, index) => endedIn.get(newest - count + 1 + index) ?? 0);
}
