import type { EventOf, ServerId } from '../../../events/events.ts';
import type { ActiveFault } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';

type FaultEvent = EventOf<'fault-set' | 'fault-cleared' | 'fault-struck' | 'collapsing-set'>;

/** Applies an event of a fault: switched on, switched off, or an exchange that it struck. */
export function applyFaultEvent(model: LabModel, event: FaultEvent): void {
	switch (event.type) {
		case 'fault-set': {
			const { server, fault: name, settings } = event;
			setFaults(model, server, faults => [...others(faults, name), { name, settings }]);
			break;
		}
		case 'fault-cleared':
			setFaults(model, event.server, faults => others(faults, event.fault));
			break;
		case 'fault-struck': {
			const struck = model.exchange(event.connection)?.faults ?? [];
			model.changeExchange(event.connection, { faults: [...struck, { name: event.fault, what: event.what }] });
			break;
		}
		case 'collapsing-set':
			model.changeServer(event.server, server => {
				server.collapsing = event.on;
			});
			break;
	}
}

function others(faults: readonly ActiveFault[], name: string): readonly ActiveFault[] {
	return faults.filter(fault => fault.name !== name);
}

function setFaults(
	model: LabModel,
	id: ServerId,
	change: (faults: readonly ActiveFault[]) => readonly ActiveFault[],
): void {
	model.changeServer(id, server => {
		server.faults = change(server.faults);
		server.down = server.faults.some(({ name }) => name === 'down');
	});
}
