import type { CountsFound, LatenciesFound, ServerCountsFound } from '../../../events/events.ts';
import type { LabModel } from '../lab-model.ts';

type CountsEvent = CountsFound | ServerCountsFound | LatenciesFound;

/** What had been counted when a recording began: it is told before anything is counted in the recording itself. */
export function applyCountsEvent(model: LabModel, event: CountsEvent): void {
	switch (event.type) {
		case 'counts-found':
			model.takeCounts(event);
			break;
		case 'server-counts-found': {
			const { type: _, time: __, server, ...counts } = event;
			model.changeServer(server, changed => {
				Object.assign(changed, counts);
			});
			break;
		}
		case 'latencies-found':
			model.takeLatencies(event);
			break;
	}
}
