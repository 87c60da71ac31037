import type { eventFields, LabEvent } from '../../../events/events.ts';
import type { Appliers } from '../appliers.ts';
import type { LabModel } from '../lab-model.ts';
import { applyBatchEvent } from './batches.ts';
import { applyCacheEvent } from './cache.ts';
import { applyClassEvent } from './class.ts';
import { applyConnectionEvent } from './connections.ts';
import { applyCrowdEvent } from './crowds.ts';
import { applyDialEvent } from './dials.ts';
import { applyFaultEvent } from './faults.ts';
import { applyFetchEvent } from './fetches.ts';
import { applyFoundEvent } from './found.ts';
import { applyLabEvent } from './lab.ts';
import { applyLessonEvent } from './lessons.ts';
import { applyRecordingEvent } from './recording.ts';
import { applyServerEvent } from './servers.ts';
import { applyTransformEvent } from './transforms.ts';

const appliers: Appliers<typeof eventFields> = {
	...applyServerEvent,
	...applyLabEvent,
	...applyLessonEvent,
	...applyTransformEvent,
	...applyConnectionEvent,
	...applyDialEvent,
	...applyCacheEvent,
	...applyClassEvent,
	...applyFetchEvent,
	...applyBatchEvent,
	...applyFaultEvent,
	...applyCrowdEvent,
	...applyFoundEvent,
	...applyRecordingEvent,
};

/** Changes the model by an event. */
export function applyEvent(model: LabModel, event: LabEvent): void {
	// The table has for each type a function that takes its event.
	const apply = appliers[event.type] as (model: LabModel, event: LabEvent) => void;
	apply(model, event);
}
