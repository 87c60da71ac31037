import type { LabEvent } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { begunAt, type Dialling, type Opening } from '../story/beginnings.ts';
import type { Leg } from '../story/legs.ts';
import type { Story } from '../story/story.ts';
import { failureCodeOf, stepOf } from '../why/why.ts';

/** One part of the time that it took. */
export interface Phase {
	/** Safe to show. */
	readonly name: string;
	/** 0 for a whole step; 1 for a part of the step above it. */
	readonly depth: 0 | 1;
	readonly startTime: number;
	/** When it ended, or the newest time that is known where it goes on. */
	readonly endTime: number;
	readonly state: 'done' | 'failed' | 'running';
}

/** The phases of every step, in the order in which the steps began. */
export function phasesOf(story: Story): readonly Phase[] {
	const latest = Math.max(story.startTime, ...story.events.map(({ time }) => time));
	return story.legs.flatMap((leg, index) => legPhases(leg, story, latest, index));
}

function legPhases(leg: Leg, story: Story, latest: number, index: number): readonly Phase[] {
	const parts = leg.dial === undefined ? acceptedMarks(leg) : dialledMarks(leg);
	const start = parts[0]?.from ?? latest;
	const end = closeTime(leg);
	const code = failureCodeOf(leg, story);
	const closed = leg.events.find(event => event.type === 'connection-closed');
	const failed =
		code !== undefined || (leg.dial === undefined && closed?.type === 'connection-closed' && closed.how !== 'ended');
	const state = end === undefined ? 'running' : failed ? 'failed' : 'done';
	const begun = parts.filter(({ from }) => from !== undefined);
	const whole: Phase = { name: legName(leg, story, index), depth: 0, startTime: start, endTime: end ?? latest, state };
	return [
		whole,
		...begun.map(({ name, from = latest, to }, at): Phase => {
			const isLast = at === begun.length - 1;
			const partState = to !== undefined || !isLast ? 'done' : state;
			return { name, depth: 1, startTime: from, endTime: to ?? end ?? latest, state: partState };
		}),
	];
}

interface Part {
	readonly name: string;
	readonly from: number | undefined;
	readonly to: number | undefined;
}

/** As whoever dialled saw it. */
function dialledMarks({ events, dial, purpose }: Leg): readonly Part[] {
	const connected = timeOf(events, 'dial-connected');
	const sent = timeOf(events, 'dial-sent');
	const first = timeOf(events, 'dial-received');
	const closed = timeOf(events, 'dial-closed');
	const asked = purpose === 'transform' ? sent : connected;
	if (dial?.type === 'dial-found-open') {
		return foundMarks(dial, closed);
	}
	return [
		{ name: 'connect', from: dial?.time, to: connected },
		{ name: purpose === 'transform' ? 'until the reply' : 'until the first byte', from: asked, to: first },
		{ name: 'until the end', from: first, to: closed },
	];
}

/** Of what a recording found under way, only how long it had been going on is known of what was before. */
function foundMarks(found: Dialling | Opening, closed: number | undefined): readonly Part[] {
	return [
		{ name: 'before the recording', from: begunAt(found), to: found.time },
		{ name: 'until the end', from: found.time, to: closed },
	];
}

/** As the server saw it, where who dialled is a stranger. */
function acceptedMarks({ events, opened, purpose }: Leg): readonly Part[] {
	const requested = timeOf(events, 'transform-requested') ?? timeOf(events, 'transform-refused');
	const sent = timeOf(events, 'bytes-sent');
	const closed = timeOf(events, 'connection-closed');
	if (opened?.type === 'connection-found-open') {
		return foundMarks(opened, closed);
	}
	return purpose === 'transform'
		? [
				{ name: 'until the request is whole', from: opened?.time, to: requested },
				{ name: 'until the reply', from: requested, to: sent ?? closed },
				{ name: 'until the end', from: sent, to: closed },
			]
		: [
				{ name: 'until the first byte', from: opened?.time, to: sent },
				{ name: 'until the end', from: sent, to: closed },
			];
}

function closeTime({ events, dial }: Leg): number | undefined {
	return timeOf(events, dial === undefined ? 'connection-closed' : 'dial-closed');
}

function timeOf(events: readonly LabEvent[], type: LabEvent['type']): number | undefined {
	return events.find(event => event.type === type)?.time;
}

function legName(leg: Leg, story: Story, index: number): string {
	const step = stepOf(leg, story);
	if (step !== undefined) {
		return `transform ${visibleLine(step.transform)}`;
	}
	if (leg.dial?.server !== undefined) {
		return 'upstream fetch';
	}
	if (leg.dial !== undefined) {
		return 'fetchPoem';
	}
	return story.parties.find(({ key }) => key === leg.to)?.name ?? `connection ${index + 1}`;
}
