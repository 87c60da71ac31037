import type { ConnectionClosed, DialClosed, FailureCode, LabEvent } from '../../events/events.ts';
import {
	type Arrow,
	type ArrowDraft,
	arrowOf,
	connectArrows,
	dataArrows,
	eventOn,
	failureLabel,
	isMade,
} from './arrows.ts';
import type { Leg } from './legs.ts';
import type { Story } from './story.ts';

/** Everything that crossed on one leg, in order, from the attempt to connect to the end. */
export function legArrows(leg: Leg, index: number, story: Story): readonly Arrow[] {
	return [...connectArrows(leg), ...withEnd(leg, dataArrows(leg), story)].map(draft => arrowOf(index, draft));
}

/** Dial failures with which our own end broke the connection off. */
const givesUp: ReadonlySet<FailureCode> = new Set(['timed-out', 'cancelled', 'too-long', 'bad-reply']);

function withEnd(leg: Leg, data: readonly ArrowDraft[], story: Story): readonly ArrowDraft[] {
	const { from, to } = leg;
	const closed = eventOn(leg, 'connection-closed');
	const dialClosed = eventOn(leg, 'dial-closed');
	if (!isMade(leg) || (closed === undefined && dialClosed === undefined)) {
		return data;
	}
	if (dialClosed?.failure !== undefined && givesUp.has(dialClosed.failure)) {
		const [label, tone] = failureLabel(dialClosed.failure);
		return [...data, { cause: dialClosed, from, to, shape: 'reset', labels: [`${label}, reset`, label], tone }];
	}
	if (closed !== undefined && closed.how !== 'ended') {
		return [...data, serverEnd(leg, closed, dialClosed)];
	}
	if (dialClosed?.failure !== undefined) {
		return [...data, { cause: dialClosed, from: to, to: from, shape: 'reset', labels: ['reset'], tone: 'failed' }];
	}
	return orderly(leg, data, story, closed ?? dialClosed);
}

/** An end that comes so soon after the last bytes was said together with them. */
const togetherMs = 1;

/** The end of everything said: on the last bytes where it was said together with them, else by itself. */
function orderly(
	leg: Leg,
	data: readonly ArrowDraft[],
	story: Story,
	closed: ConnectionClosed | DialClosed | undefined,
): readonly ArrowDraft[] {
	const said = saidEnd(leg, story);
	const last = data.at(-1);
	const isBack = last !== undefined && last.from === leg.to && leg.passesOn === undefined;
	if (isBack && (said === undefined || said.time - last.cause.time < togetherMs)) {
		return [
			...data.slice(0, -1),
			{ ...last, labels: [...last.labels.map(label => `${label} · end`), 'end'], ends: true },
		];
	}
	const cause = said ?? closed;
	if (cause === undefined) {
		return data;
	}
	const time = Math.max(cause.time, last?.cause.time ?? 0);
	const end = { from: leg.to, to: leg.from, shape: 'line', labels: ['end'], tone: 'plain', ends: true } as const;
	return [...data, { cause, time, ...end }];
}

/** When the server said that this was all; undefined where it said so together with its last bytes. */
function saidEnd(leg: Leg, { events }: Story): LabEvent | undefined {
	if (leg.passesOn === undefined) {
		return leg.opened === undefined ? eventOn(leg, 'dial-closed') : undefined;
	}
	// A proxy that passes a poem on can only know the end once it has it itself.
	return events.find(
		event => (event.type === 'fetch-succeeded' || event.type === 'fetch-failed') && event.fetch === leg.passesOn,
	);
}

/** An end of which the server tells more than its peer could. */
function serverEnd(leg: Leg, closed: ConnectionClosed, dialClosed: DialClosed | undefined): ArrowDraft {
	const { how, bytesOut, bound } = closed;
	const cause = eventOn(leg, 'transform-refused') ?? closed;
	const isBroken = dialClosed === undefined ? bytesOut > 0 : dialClosed.failure === 'reset';
	const shape = isBroken ? 'reset' : 'line';
	const word = isBroken ? 'reset' : 'end';
	const fromServer = { cause, from: leg.to, to: leg.from } as const;
	const fromPeer = { cause: closed, from: leg.from, to: leg.to } as const;
	switch (how) {
		case 'ended':
		case 'refused':
			return { ...fromServer, shape: 'line', labels: ['end, no reply', 'end'], tone: 'failed' };
		case 'over-bound': {
			const labels = [`over bound ${bound ?? ''}, ${word}`, `over bound, ${word}`, word];
			return { ...fromServer, shape, labels, tone: 'failed' };
		}
		case 'stopped':
			return { ...fromServer, shape, labels: [`stopped, ${word}`, word], tone: 'warning' };
		case 'cut':
			return { ...fromServer, shape: 'reset', labels: ['cut off, reset', 'reset'], tone: 'failed' };
		case 'left':
			return { ...fromPeer, shape: 'line', labels: ['leaves, end', 'end'], tone: 'warning' };
		case 'reset':
			return { ...fromPeer, shape: 'reset', labels: ['reset'], tone: 'failed' };
	}
}
