import type { FetchId, LabEvent } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Trace } from '../trace/trace.ts';
import type { Phase } from './phase.ts';

/** The time that each fetch of a trace took in the class: each of its answers, and what came by way of it. */
export function classPhases({ events, upstreams }: Trace, latest: number): readonly (readonly Phase[])[] {
	return upstreams.flatMap(fetch => {
		const parts = partsOf(
			events.filter(event => 'fetch' in event && event.fetch === fetch),
			latest,
		);
		const [first] = parts;
		const last = parts.at(-1);
		return first === undefined || last === undefined ? [] : [[whole(first, last), ...parts]];
	});
}

function whole({ startTime }: Phase, { endTime, state }: Phase): Phase {
	return { name: 'the class', depth: 0, startTime, endTime, state };
}

/** The parts of one fetch's time in the class; each event ends the one before. */
function partsOf(events: readonly (LabEvent & { readonly fetch?: FetchId | undefined })[], latest: number) {
	const parts: Phase[] = [];
	const begin = (name: string, startTime: number) => {
		parts.push({ name, depth: 1, startTime, endTime: latest, state: 'running' });
	};
	const end = (endTime: number, state: Phase['state']) => {
		const last = parts.pop();
		if (last !== undefined) {
			parts.push({ ...last, endTime, state });
		}
	};
	for (const event of events) {
		if (event.type === 'class-asked') {
			begin('until its answer', event.time);
		} else if (event.type === 'class-answered') {
			end(event.time, event.answer === 'alone' ? 'failed' : 'done');
			if (event.answer === 'follow') {
				begin(`by way of ${visibleLine(event.lab ?? 'another lab')}`, event.time);
			}
		} else if (event.type === 'class-followed') {
			end(event.time, event.code === undefined ? 'done' : 'failed');
		}
	}
	return parts;
}
