import type { EventType } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Leg } from '../trace/legs.ts';
import { begunAt, isFetchStart } from '../trace/links.ts';
import type { Trace } from '../trace/trace.ts';
import { classPhases } from './class-phases.ts';
import type { Phase } from './phase.ts';

/** The phases of every step, in the order in which the steps began. */
export function phasesOf(trace: Trace): readonly Phase[] {
	const latest = Math.max(trace.startTime, ...trace.events.map(({ time }) => time));
	const ofLegs = trace.legs.map(leg => legPhases(leg, trace, latest));
	const ofClass = classPhases(trace, latest);
	const begun = ([first]: readonly Phase[]) => first?.startTime ?? latest;
	return (ofClass.length === 0 ? ofLegs : [...ofLegs, ...ofClass].sort((a, b) => begun(a) - begun(b))).flat();
}

function legPhases(leg: Leg, trace: Trace, latest: number): readonly Phase[] {
	const { dial, dialClosed, closed, failure } = leg;
	const end = (dial === undefined ? closed : dialClosed)?.time;
	const isFailed = failure !== undefined || (dial === undefined && closed?.how !== 'ended');
	const state = end === undefined ? 'running' : isFailed ? 'failed' : 'done';
	const endTime = end ?? latest;
	const begun = partsOf(leg).flatMap(([name, from, to]) => (from === undefined ? [] : [{ name, from, to }]));
	const parts = begun.map(({ name, from, to }, at): Phase => {
		const isUnderWay = to === undefined && at === begun.length - 1;
		return { name, depth: 1, startTime: from, endTime: to ?? endTime, state: isUnderWay ? state : 'done' };
	});
	const startTime = askedAt(leg, trace) ?? parts[0]?.startTime ?? latest;
	return [{ name: legName(leg, trace), depth: 0, startTime, endTime, state }, ...parts];
}

/** The time at which the step that a connection is for was asked for; undefined where only the connection is known. */
function askedAt({ dial, step }: Leg, { events }: Trace): number | undefined {
	const asking = events.find(
		event =>
			'fetch' in event &&
			event.fetch === dial?.fetch &&
			(step === undefined ? isFetchStart(event) : event.type === 'fetch-transform-started' && event.step === step.step),
	);
	return asking && begunAt(asking);
}

type Part = readonly [name: string, from: number | undefined, to: number | undefined];

/** The parts of a step as whoever dialled saw them; where that is a stranger, as the server did. */
function partsOf({ events, dial, opened, purpose }: Leg): readonly Part[] {
	const timeOf = (type: EventType) => events.find(event => event.type === type)?.time;
	const closed = timeOf(dial === undefined ? 'connection-closed' : 'dial-closed');
	const begin = dial ?? opened;
	if (begin?.type === 'dial-found-open' || begin?.type === 'connection-found-open') {
		// Of what a recording found under way, only how long it had been going on is known of what was before.
		return [
			['before the recording', begunAt(begin), begin.time],
			['until the end', begin.time, closed],
		];
	}
	if (dial !== undefined) {
		const [connected, first] = [timeOf('dial-connected'), timeOf('dial-received')];
		return [
			['connect', dial.time, connected],
			purpose === 'transform'
				? ['until the reply', timeOf('dial-sent'), first]
				: ['until the first byte', connected, first],
			['until the end', first, closed],
		];
	}
	const sent = timeOf('bytes-sent');
	if (purpose === 'poem') {
		return [
			['until the first byte', opened?.time, sent],
			['until the end', sent, closed],
		];
	}
	const requested = timeOf('transform-requested') ?? timeOf('transform-refused');
	return [
		['until the request is whole', opened?.time, requested],
		['until the reply', requested, sent ?? closed],
		['until the end', sent, closed],
	];
}

function legName({ step, dial, to }: Leg, { fetch }: Trace): string {
	if (step !== undefined) {
		return `transform ${visibleLine(step.transform)}`;
	}
	if (dial?.server !== undefined) {
		return 'upstream fetch';
	}
	const isFetch = dial !== undefined && (fetch !== undefined || dial.crowd !== undefined);
	return isFetch ? 'fetchPoem' : visibleLine(to);
}
