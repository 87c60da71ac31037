import type { FailureCode, LabEvent } from '../../../events/events.ts';
import { formatBytes } from '../../format.ts';
import type { Tone } from '../../theme.ts';
import { failureWords } from '../story/failure-words.ts';
import type { Leg } from '../story/legs.ts';
import { isFound } from '../story/links.ts';
import { netstringLabels } from './wire-label.ts';

/** How an arrow is drawn: what differs in kind differs in shape, and not in colour alone. */
export type ArrowShape = 'line' | 'pending' | 'refused' | 'reset' | 'unanswered' | 'before';

/** Something that crossed from one party to another, when its sender sent it. */
export interface Arrow {
	readonly kind: 'arrow';
	readonly time: number;
	/** The event at whose moment its sender sent it, or the nearest to it that is told. */
	readonly cause: LabEvent;
	readonly from: string;
	readonly to: string;
	readonly shape: ArrowShape;
	/** What it says, the fullest form first; a narrow arrow takes the first that fits. */
	readonly labels: readonly string[];
	readonly tone: Tone;
	/** How many bytes; 0 where it is no data. */
	readonly bytes: number;
	/** The connection ended in order with it. */
	readonly ends: boolean;
	/** Which of the story's legs it is on. */
	readonly leg: number;
}

/** An arrow without what is the same for most. */
export type ArrowDraft = Pick<Arrow, 'cause' | 'from' | 'to' | 'shape' | 'labels' | 'tone'> &
	Partial<Pick<Arrow, 'bytes' | 'ends'>>;

/** The arrow of a draft, on a leg. */
export function arrowOf(leg: number, draft: ArrowDraft): Arrow {
	return { kind: 'arrow', time: draft.cause.time, leg, bytes: 0, ends: false, ...draft };
}

/** Whether the attempt became a connection. */
export function isMade(leg: Leg): boolean {
	const isConnected = leg.dial?.type === 'dial-found-open' && leg.dial.localPort !== undefined;
	return leg.opened !== undefined || isConnected || leg.events.some(({ type }) => type === 'dial-connected');
}

/** What a failure is called on an arrow, and its tone: being cancelled is nobody's fault. */
export function failureLabel(code: FailureCode): readonly [string, Tone] {
	return [failureWords[code], code === 'cancelled' ? 'warning' : 'failed'];
}

/** The attempt to connect, and what became of it where it did not become a connection. */
export function connectArrows(leg: Leg): readonly ArrowDraft[] {
	const { from, to } = leg;
	const cause = leg.dial ?? leg.opened;
	if (cause === undefined) {
		return [];
	}
	const { dialClosed: closed } = leg;
	const attempt = { cause, from, to, tone: 'plain' } as const;
	if (isFound(leg.opened ?? leg.dial)) {
		return [
			{ ...attempt, shape: 'before', labels: ['connected before the recording', 'before the recording', 'before'] },
		];
	}
	if (isMade(leg)) {
		return [{ ...attempt, shape: 'line', labels: ['connect', '…'] }];
	}
	if (closed?.failure === undefined) {
		return [{ ...attempt, shape: 'pending', labels: ['connect…', '…'] }];
	}
	const [label, tone] = failureLabel(closed.failure);
	const isRefused = closed.failure === 'refused' || closed.failure === 'unreachable';
	return [
		{ ...attempt, shape: 'pending', labels: ['connect', '…'] },
		isRefused
			? { cause: closed, from: to, to: from, shape: 'refused', labels: [label], tone }
			: { cause: closed, from, to, shape: 'unanswered', labels: [label], tone },
	];
}

/** Every write, as its sender told it, so that what has two ends of ours is drawn once. */
export function dataArrows(leg: Leg): readonly ArrowDraft[] {
	const { from, to, opened, purpose } = leg;
	const isTold = opened === undefined || leg.events.some(({ type }) => type === 'dial-sent');
	const there = isTold ? 'dial-sent' : 'bytes-received';
	const back = opened === undefined ? 'dial-received' : 'bytes-sent';
	const crossed = leg.events.flatMap((cause): ArrowDraft[] => {
		if (!('data' in cause) || (cause.type !== there && cause.type !== back)) {
			return [];
		}
		const bytes = cause.dataBytes ?? cause.data.length;
		const labels = purpose === 'transform' ? netstringLabels(cause.data, bytes) : [formatBytes(bytes)];
		const direction = cause.type === there ? { from, to } : { from: to, to: from };
		return [{ cause, ...direction, shape: 'line', labels, tone: 'plain', bytes }];
	});
	return [...crossedBefore(leg, crossed), ...crossed];
}

/**
 * What had crossed before the recording, as the end that accepted counted it; where that is not ours, what is missing of
 * the total once it is known.
 */
function crossedBefore(
	{ from, to, dial, opened, dialClosed }: Leg,
	crossed: readonly ArrowDraft[],
): readonly ArrowDraft[] {
	const cause = opened ?? dial;
	if (cause === undefined || !isFound(cause)) {
		return [];
	}
	const missing = (total: number, sender: string) =>
		crossed.reduce((left, arrow) => left - (arrow.from === sender ? (arrow.bytes ?? 0) : 0), total);
	const [there, back] =
		cause.type === 'connection-found-open'
			? [cause.bytesIn, cause.bytesOut]
			: [missing(dialClosed?.bytesOut ?? 0, from), missing(dialClosed?.bytesIn ?? 0, to)];
	const ways = [
		{ from, to, bytes: there },
		{ from: to, to: from, bytes: back },
	];
	return ways
		.filter(({ bytes }) => bytes > 0)
		.map(way => {
			const amount = formatBytes(way.bytes);
			const labels = [`${amount} before the recording`, `${amount} before`];
			return { ...way, cause, shape: 'before', labels, tone: 'dim' };
		});
}
