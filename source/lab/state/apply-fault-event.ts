import type { CollapsingSet, FaultCleared, FaultSet, FaultStruck } from '../../events/events.ts';
import type { ActiveFault } from '../lab.ts';
import type { Draft } from './draft.ts';

type FaultEvent = FaultSet | FaultCleared | FaultStruck | CollapsingSet;

/** What was broken on purpose, and whom it struck. */
export function applyFaultEvent(draft: Draft, event: FaultEvent): void {
	switch (event.type) {
		case 'fault-set': {
			const { server, fault: name, settings } = event;
			draft.changeServer(server, ({ faults }) => withFaults([...others(faults, name), { name, settings }]));
			break;
		}
		case 'fault-cleared':
			draft.changeServer(event.server, ({ faults }) => withFaults(others(faults, event.fault)));
			break;
		case 'fault-struck': {
			const struck = draft.exchange(event.connection)?.faults ?? [];
			draft.changeExchange(event.connection, { faults: [...struck, { name: event.fault, what: event.what }] });
			break;
		}
		case 'collapsing-set':
			draft.changeServer(event.server, () => ({ collapsing: event.on }));
			break;
	}
}

function others(faults: readonly ActiveFault[], name: string): readonly ActiveFault[] {
	return faults.filter(fault => fault.name !== name);
}

function withFaults(faults: readonly ActiveFault[]) {
	return { faults, down: faults.some(({ name }) => name === 'down') };
}
