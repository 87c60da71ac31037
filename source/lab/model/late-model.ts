import type { LabEvent } from '../../events/events.ts';
import { applyEvent } from './apply/apply-event.ts';
import { LabModel } from './lab-model.ts';
import type { LabState } from './state.ts';

/** The state of a lab, from all its events: they are taken in many at a time, which costs less. */
export interface LateModel {
	take(event: LabEvent): void;
	/** The state after every event so far. */
	now(): LabState;
}

/** The most events that may wait. */
const maxWaiting = 500;

/** A lab in which nothing has happened yet. */
export function createLateModel(): LateModel {
	const model = new LabModel();
	let waiting: LabEvent[] = [];
	const takeIn = (): void => {
		for (const event of waiting) {
			applyEvent(model, event);
		}
		waiting = [];
	};
	return {
		take(event) {
			waiting.push(event);
			if (waiting.length >= maxWaiting) {
				takeIn();
			}
		},
		now() {
			takeIn();
			return model.state;
		},
	};
}
