import type { LabEvent } from '../../events/events.ts';
import { applyEvent } from './apply/apply-event.ts';
import { UnlistedCounts } from './apply/unlisted.ts';
import { LabModel } from './lab-model.ts';
import type { LabState } from './state.ts';

/** The state of a lab of which not every connection is listed, and every one is counted. */
export interface CountingModel {
	/** Takes every event. Those of a connection that is not listed are only counted. */
	take(event: LabEvent, isListed: boolean): void;
	/** The state after every event so far. */
	now(): LabState;
}

/** A lab in which nothing has happened yet. */
export function createCountingModel(): CountingModel {
	const model = new LabModel();
	const unlisted = new UnlistedCounts(model);
	return {
		take(event, isListed) {
			if (isListed) {
				applyEvent(model, event);
			} else {
				unlisted.take(event);
			}
		},
		now() {
			unlisted.addToModel();
			return model.state;
		},
	};
}
