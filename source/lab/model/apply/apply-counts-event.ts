import type { EventOf } from '../../../events/events.ts';
import type { LabModel } from '../lab-model.ts';

type CountsEvent = EventOf<'counts-found' | 'server-counts-found' | 'latencies-found'>;

/** Applies the counts that a recording begins with. They come before all events that count something. */
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
