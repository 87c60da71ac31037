import type { EventOf, FailureCode, LabEvent } from '../../../events/events.ts';
import type { Leg } from '../story/legs.ts';
import { latestOf, type Story } from '../story/story.ts';
import { type Arrow, type ArrowDraft, arrowOf, connectArrows, dataArrows, failureLabel, isMade } from './arrows.ts';

/** Everything that crossed on one leg: the attempt to connect, every write, and how each side ended it. */
export function legArrows(leg: Leg, index: number, story: Story): readonly Arrow[] {
	const data = dataArrows(leg);
	const crossed = isMade(leg) ? [...withServerEnd(leg, data, story), ...peerEnd(leg)] : data;
	return [...connectArrows(leg), ...crossed].map(draft => arrowOf(index, draft));
}

/** Dial failures with which our own end broke the connection off. */
const givesUp: ReadonlySet<FailureCode> = new Set(['timed-out', 'cancelled', 'too-long', 'bad-reply']);

function givesUpIn({ dialClosed }: Leg): boolean {
	return dialClosed?.failure !== undefined && givesUp.has(dialClosed.failure);
}

/** How whoever dialled ended it, where it was the first to. */
function peerEnd(leg: Leg): readonly ArrowDraft[] {
	const { from, to, closed, dialClosed } = leg;
	// Its own end knows when it left; the server's can only notice.
	const cause = dialClosed ?? closed;
	if (cause === undefined) {
		return [];
	}
	if (dialClosed?.failure !== undefined && givesUpIn(leg)) {
		const [label, tone] = failureLabel(dialClosed.failure);
		return [{ cause, from, to, shape: 'reset', labels: [`${label}, reset`, label], tone }];
	}
	if (closed?.how === 'reset') {
		return [{ cause, from, to, shape: 'reset', labels: ['reset'], tone: 'failed' }];
	}
	const hasLeft = closed?.how === 'left' && closed.bound !== 'half-close';
	return hasLeft ? [{ cause, from, to, shape: 'line', labels: ['leaves, end', 'end'], tone: 'warning' }] : [];
}

/** What the server said, and its end, where it came to one. */
function withServerEnd(leg: Leg, data: readonly ArrowDraft[], story: Story): readonly ArrowDraft[] {
	const { from, to, closed, dialClosed, events } = leg;
	const lastSaid = data.findLast(draft => draft.from === to)?.cause;
	const isGivenUp = givesUpIn(leg);
	const ended = (end: readonly End[], cause: LabEvent) => [
		...data,
		...end.map(how => ({ cause: latestOf(story, cause, lastSaid) ?? cause, from: to, to: from, ...how })),
	];
	if (closed !== undefined && closed.how !== 'ended') {
		const isBroken = dialClosed === undefined ? closed.bytesOut > 0 : dialClosed.failure === 'reset';
		const refused = closed.how === 'refused' ? events.find(({ type }) => type === 'transform-refused') : undefined;
		return ended(brokenEnd(closed, isBroken), refused ?? closed);
	}
	if (dialClosed?.failure !== undefined && !isGivenUp) {
		return ended([{ shape: 'reset', labels: ['reset'], tone: 'failed' }], dialClosed);
	}
	const over = closed ?? (isGivenUp ? undefined : dialClosed);
	return over === undefined ? data : orderly(leg, data, latestOf(story, saidEnd(leg, story), lastSaid) ?? over);
}

type End = Pick<ArrowDraft, 'shape' | 'labels' | 'tone'>;

/** How a server ended that did not end in order; nothing where its peer did it. */
function brokenEnd({ how, bound }: EventOf<'connection-closed'>, isBroken: boolean): readonly End[] {
	const shape = isBroken ? 'reset' : 'line';
	const word = isBroken ? 'reset' : 'end';
	switch (how) {
		case 'refused':
			return [{ shape: 'line', labels: ['end, no reply', 'end'], tone: 'failed' }];
		case 'over-bound':
			return [{ shape, labels: [`over bound ${bound ?? ''}, ${word}`, `over bound, ${word}`, word], tone: 'failed' }];
		case 'stopped':
			return [{ shape, labels: [`stopped, ${word}`, word], tone: 'warning' }];
		case 'cut':
			return [{ shape: 'reset', labels: ['cut off, reset', 'reset'], tone: 'failed' }];
		case 'left':
			return bound === 'half-close' ? [{ shape, labels: [`taken to have left, ${word}`, word], tone: 'warning' }] : [];
		case 'ended':
		case 'reset':
			return [];
	}
}

/** An end that comes so soon after the last bytes was said together with them. */
const togetherMs = 1;

/** The end of everything said, at its moment: on the last bytes where it was said together with them, else by itself. */
function orderly(leg: Leg, data: readonly ArrowDraft[], cause: LabEvent): readonly ArrowDraft[] {
	const last = data.findLastIndex(draft => draft.from === leg.to);
	const said = data[last];
	// A proxy that passes a poem on knows the end later than the last bytes, be it by little: that is to be seen.
	const apart = leg.passesOn === undefined || cause.type === 'fault-struck' ? togetherMs : 0;
	if (said !== undefined && (cause === said.cause || cause.time - said.cause.time < apart)) {
		return data.with(last, { ...said, labels: [...said.labels.map(label => `${label} · end`), 'end'], ends: true });
	}
	return [...data, { cause, from: leg.to, to: leg.from, shape: 'line', labels: ['end'], tone: 'plain', ends: true }];
}

/** What the server's end came of; undefined where it was said together with its last bytes. */
function saidEnd(leg: Leg, { events }: Story): LabEvent | undefined {
	const cutShort = leg.events.find(event => event.type === 'fault-struck' && event.fault === 'truncate');
	if (cutShort !== undefined || leg.opened === undefined) {
		return cutShort ?? leg.dialClosed;
	}
	// A proxy that passes a poem on can only know the end once it has it itself.
	return events.find(
		event =>
			(event.type === 'fetch-succeeded' || event.type === 'fetch-failed') &&
			leg.passesOn !== undefined &&
			event.fetch === leg.passesOn,
	);
}
