import type { CountsFound, LatenciesFound, ServerCountsFound } from '../../events/events.ts';
import { bounds } from '../lab.ts';
import type { Draft } from './draft.ts';
import { withFound } from './histogram.ts';

type CountsEvent = CountsFound | ServerCountsFound | LatenciesFound;

/** What had been counted when a recording began: it is told before anything is counted in the recording itself. */
export function applyCountsEvent(draft: Draft, event: CountsEvent): void {
	switch (event.type) {
		case 'counts-found': {
			const { type: _, time: __, exchanges, perSecond, ...totals } = event;
			Object.assign(draft.totals, totals);
			draft.set('droppedExchanges', exchanges);
			draft.perSecond.splice(0, draft.perSecond.length, ...perSecond.slice(-bounds.seconds));
			break;
		}
		case 'server-counts-found': {
			const { type: _, time: __, server, ...counts } = event;
			draft.changeServer(server, () => counts);
			break;
		}
		case 'latencies-found':
			draft.set('latencies', withFound(draft.now.latencies, event));
			break;
	}
}
