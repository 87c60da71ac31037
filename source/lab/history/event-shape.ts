import type { LabEvent } from '../../events/events.ts';

/** The fields, in their order, that events of one type have which were emitted in one place. */
export interface EventShape {
	readonly type: LabEvent['type'];
	/** The names of all fields but the type. */
	readonly keys: readonly string[];
	/** For each of them: true where its value is a number. */
	readonly areNumbers: readonly boolean[];
	/** The place of `data` or `poem` among them; -1 where it has neither. */
	readonly bytesAt: number;
	/** The places of the ids by which an event belongs to a story; -1 for one that it does not have. */
	readonly connectionAt: number;
	readonly fetchAt: number;
	readonly batchAt: number;
	/** The newest value of each field that is not a number: an equal text is kept once. */
	readonly newest: unknown[];
}

/** Gives events their shapes. */
export class EventShapes {
	readonly #all = new Map<LabEvent['type'], EventShape[]>();

	/** The shape of an event: the same one for all events with the same fields. */
	of(event: LabEvent): EventShape {
		let shapes = this.#all.get(event.type);
		if (shapes === undefined) {
			shapes = [];
			this.#all.set(event.type, shapes);
		}
		for (const shape of shapes) {
			if (hasShape(event, shape)) {
				return shape;
			}
		}
		const shape = newShape(event);
		shapes.push(shape);
		return shape;
	}
}

/** The value of a field; of a name that the event does not have, undefined. */
export function fieldOf(event: LabEvent, key: string): unknown {
	return event[key as keyof LabEvent];
}

function hasShape(event: LabEvent, { keys, areNumbers }: EventShape): boolean {
	let at = 0;
	for (const key in event) {
		if (key === 'type') {
			continue;
		}
		if (key !== keys[at] || (typeof fieldOf(event, key) === 'number') !== areNumbers[at]) {
			return false;
		}
		at += 1;
	}
	return at === keys.length;
}

function newShape(event: LabEvent): EventShape {
	const keys = Object.keys(event).filter(key => key !== 'type');
	const idAt = (name: string) => (typeof fieldOf(event, name) === 'number' ? keys.indexOf(name) : -1);
	return {
		type: event.type,
		keys,
		areNumbers: keys.map(key => typeof fieldOf(event, key) === 'number'),
		bytesAt: keys.findIndex(key => fieldOf(event, key) instanceof Uint8Array),
		connectionAt: idAt('connection'),
		fetchAt: idAt('fetch'),
		batchAt: idAt('batch'),
		newest: keys.map(() => undefined),
	};
}
