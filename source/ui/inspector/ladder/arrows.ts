import type { FailureCode, LabEvent } from '../../../events/events.ts';
import { formatBytes } from '../../format.ts';
import type { Tone } from '../../text/tones.ts';
import { failureWords } from '../trace/failure-words.ts';
import type { Leg } from '../trace/legs.ts';
import { isFound } from '../trace/links.ts';
import { netstringLabels } from './wire-label.ts';

/** The kinds of arrows: they differ in shape, and not in colour alone. */
export type ArrowShape = 'line' | 'pending' | 'refused' | 'reset' | 'unanswered' | 'before';

/** Something that crossed from one party to another, when its sender sent it. */
export interface Arrow {
	readonly kind: 'arrow';
	readonly time: number;
	/** The event that tells that it was sent, or the nearest one to that. */
	readonly cause: LabEvent;
	readonly from: string;
	readonly to: string;
	readonly shape: ArrowShape;
	/** Its words, the fullest form first; a narrow arrow takes the first that fits. */
	readonly labels: readonly string[];
	readonly tone: Tone;
	/** The number of bytes; 0 where it is no data. */
	readonly bytes: number;
	/** The connection ended in order with it. */
	readonly ends: boolean;
	/** The index of its leg in the trace. */
	readonly leg: number;
}

type Look = Pick<Arrow, 'shape' | 'labels'> & Partial<Pick<Arrow, 'tone' | 'bytes' | 'ends'>>;

/** An arrow on a leg from whoever dialled. */
export function there({ from, to, index }: Leg, cause: LabEvent, look: Look): Arrow {
	return {
		kind: 'arrow',
		time: cause.time,
		cause,
		from,
		to,
		tone: 'plain',
		bytes: 0,
		ends: false,
		leg: index,
		...look,
	};
}

/** An arrow on a leg back to whoever dialled. */
export function back(leg: Leg, cause: LabEvent, look: Look): Arrow {
	return { ...there(leg, cause, look), from: leg.to, to: leg.from };
}

/** True for an attempt that became a connection. */
export function isMade({ dial, opened, events }: Leg): boolean {
	const isConnected = dial?.type === 'dial-found-open' && dial.localPort !== undefined;
	return opened !== undefined || isConnected || events.some(({ type }) => type === 'dial-connected');
}

/** The word for a failure on an arrow, and its tone: being cancelled is nobody's fault. */
export function failureLabel(code: FailureCode): readonly [string, Tone] {
	return [failureWords[code], code === 'cancelled' ? 'warning' : 'failed'];
}

/** The attempt to connect, and what became of it where it did not become a connection. */
export function connectArrows(leg: Leg): readonly Arrow[] {
	const cause = leg.dial ?? leg.opened;
	if (cause === undefined) {
		return [];
	}
	if (isFound(leg.opened ?? leg.dial)) {
		const labels = ['connected before the recording', 'before the recording', 'before'];
		return [there(leg, cause, { shape: 'before', labels })];
	}
	if (isMade(leg)) {
		return [there(leg, cause, { shape: 'line', labels: ['connect', '…'] })];
	}
	const { dialClosed: closed } = leg;
	if (closed?.failure === undefined) {
		return [there(leg, cause, { shape: 'pending', labels: ['connect…', '…'] })];
	}
	const [label, tone] = failureLabel(closed.failure);
	const isRefused = closed.failure === 'refused' || closed.failure === 'unreachable';
	return [
		there(leg, cause, { shape: 'pending', labels: ['connect', '…'] }),
		isRefused
			? back(leg, closed, { shape: 'refused', labels: [label], tone })
			: there(leg, closed, { shape: 'unanswered', labels: [label], tone }),
	];
}

/** An arrow for each write, by its sender's event where the sender is ours, so that none is drawn twice. */
export function dataArrows(leg: Leg): readonly Arrow[] {
	const { opened, purpose, events } = leg;
	const isTold = opened === undefined || events.some(({ type }) => type === 'dial-sent');
	const ways = new Map([
		[isTold ? 'dial-sent' : 'bytes-received', there],
		[opened === undefined ? 'dial-received' : 'bytes-sent', back],
	]);
	const crossed = events.flatMap(cause => {
		const way = ways.get(cause.type);
		if (way === undefined || !('data' in cause)) {
			return [];
		}
		const bytes = cause.dataBytes ?? cause.data.length;
		const labels = purpose === 'transform' ? netstringLabels(cause.data, bytes) : [formatBytes(bytes)];
		return [way(leg, cause, { shape: 'line', labels, bytes })];
	});
	return [...crossedBefore(leg, crossed), ...crossed];
}

/**
 * The sums of what had crossed before the recording, as the end that accepted counted them; where that is not ours, what
 * is missing of the total once it is known.
 */
function crossedBefore(leg: Leg, crossed: readonly Arrow[]): readonly Arrow[] {
	const { dial, opened, dialClosed } = leg;
	const cause = opened ?? dial;
	if (cause === undefined || !isFound(cause)) {
		return [];
	}
	const missing = (total: number, sender: string) =>
		crossed.reduce((left, { from, bytes }) => left - (from === sender ? bytes : 0), total);
	const [sent, received] =
		cause.type === 'connection-found-open'
			? [cause.bytesIn, cause.bytesOut]
			: [missing(dialClosed?.bytesOut ?? 0, leg.from), missing(dialClosed?.bytesIn ?? 0, leg.to)];
	const sum = (way: typeof there, bytes: number): readonly Arrow[] => {
		const labels = [`${formatBytes(bytes)} before the recording`, `${formatBytes(bytes)} before`];
		return bytes > 0 ? [way(leg, cause, { shape: 'before', labels, tone: 'dim', bytes })] : [];
	};
	return [...sum(there, sent), ...sum(back, received)];
}
