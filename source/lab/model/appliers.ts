import type { EventOf, EventType } from '../../events/events.ts';
import type { LabModel } from './lab-model.ts';

/** For each event of a table in `events/`, the function that changes the model by it. */
export type Appliers<Fields> = {
	readonly [T in keyof Fields & EventType]: (model: LabModel, event: EventOf<T>) => void;
};
