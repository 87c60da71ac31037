import type { EventOf, FailureCode, LabEvent } from '../../../events/events.ts';
import type { Leg } from '../trace/legs.ts';
import { firstOf, latestOf, type Trace } from '../trace/trace.ts';
import { type Arrow, back, connectArrows, dataArrows, failureLabel, isMade, there } from './arrows.ts';

/** Everything that crossed on one leg: the attempt to connect, every write, and how each side ended it. */
export function legArrows(leg: Leg, trace: Trace): readonly Arrow[] {
	const data = dataArrows(leg);
	const crossed = isMade(leg) ? [...withServerEnd(leg, data, trace), ...peerEnd(leg)] : data;
	return [...connectArrows(leg), ...crossed];
}

/** Dial failures with which our own end broke the connection off. */
const givesUp: ReadonlySet<FailureCode | undefined> = new Set(['timed-out', 'cancelled', 'too-long', 'bad-reply']);

/** The end by whoever dialled, where that was the first to end. */
function peerEnd(leg: Leg): readonly Arrow[] {
	const { closed, dialClosed } = leg;
	// Its own end knows when it left; the server's can only notice.
	const cause = dialClosed ?? closed;
	if (cause === undefined) {
		return [];
	}
	if (dialClosed?.failure !== undefined && givesUp.has(dialClosed.failure)) {
		const [label, tone] = failureLabel(dialClosed.failure);
		return [there(leg, cause, { shape: 'reset', labels: [`${label}, reset`, label], tone })];
	}
	if (closed?.how === 'reset') {
		return [there(leg, cause, { shape: 'reset', labels: ['reset'], tone: 'failed' })];
	}
	const hasLeft = closed?.how === 'left' && closed.bound !== 'half-close';
	return hasLeft ? [there(leg, cause, { shape: 'line', labels: ['leaves, end', 'end'], tone: 'warning' })] : [];
}

/** The data of both sides, and the server's end, where it came to one. */
function withServerEnd(leg: Leg, data: readonly Arrow[], trace: Trace): readonly Arrow[] {
	const { to, closed, dialClosed, events } = leg;
	const lastSaid = data.findLast(arrow => arrow.from === to)?.cause;
	const isGivenUp = givesUp.has(dialClosed?.failure);
	const ended = (ends: readonly End[], cause: LabEvent) => [
		...data,
		...ends.map(end => back(leg, latestOf(trace, cause, lastSaid) ?? cause, end)),
	];
	if (closed !== undefined && closed.how !== 'ended') {
		const isBroken = dialClosed === undefined ? closed.bytesOut > 0 : dialClosed.failure === 'reset';
		const refused = closed.how === 'refused' ? events.find(({ type }) => type === 'transform-refused') : undefined;
		// The peer can not have seen the reset before it was sent: the server's own word of it may only come later.
		const reset = isBroken ? firstOf(trace, closed, dialClosed) : undefined;
		return ended(brokenEnd(closed, isBroken), refused ?? reset ?? closed);
	}
	if (dialClosed?.failure !== undefined && !isGivenUp) {
		return ended([{ shape: 'reset', labels: ['reset'], tone: 'failed' }], dialClosed);
	}
	const over = closed ?? (isGivenUp ? undefined : dialClosed);
	return over === undefined ? data : orderly(leg, data, latestOf(trace, saidEnd(leg, trace), lastSaid) ?? over);
}

type End = Pick<Arrow, 'shape' | 'labels' | 'tone'>;

/** The end of a server that did not end in order; nothing where its peer did it. */
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

/** The longest time between the last bytes and an end that was said together with them. */
const togetherMs = 1;

/** The data with the server's orderly end: on its last bytes where both were said together, else by itself. */
function orderly(leg: Leg, data: readonly Arrow[], cause: LabEvent): readonly Arrow[] {
	const last = data.findLastIndex(arrow => arrow.from === leg.to);
	const said = data[last];
	// A proxy that passes a poem on knows the end later than the last bytes, be it by little: that is to be seen.
	const apart = leg.passesOn === undefined || cause.type === 'fault-struck' ? togetherMs : 0;
	if (said !== undefined && (cause === said.cause || cause.time - said.cause.time < apart)) {
		return data.with(last, { ...said, labels: [...said.labels.map(label => `${label} · end`), 'end'], ends: true });
	}
	return [...data, back(leg, cause, { shape: 'line', labels: ['end'], ends: true })];
}

/** The cause of the server's end; undefined where it was said together with its last bytes. */
function saidEnd({ opened, dialClosed, passesOn, events }: Leg, trace: Trace): LabEvent | undefined {
	const cutShort = events.find(event => event.type === 'fault-struck' && event.fault === 'truncate');
	if (cutShort !== undefined || opened === undefined) {
		return cutShort ?? dialClosed;
	}
	// A proxy that passes a poem on can only know the end once it has it itself.
	return trace.events
		.filter(event => ['fetch-succeeded', 'fetch-failed', 'class-followed'].includes(event.type))
		.filter(event => 'fetch' in event)
		.find(({ fetch }) => passesOn !== undefined && fetch === passesOn);
}
