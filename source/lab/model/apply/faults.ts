import type { ServerId } from '../../../events/events.ts';
import type { faultEvents } from '../../../events/subjects/faults.ts';
import type { ActiveFault } from '../../snapshot/server-state.ts';
import type { Appliers } from '../appliers.ts';
import type { LabModel } from '../lab-model.ts';

/** Applies the events of the faults: switched on, switched off, or a connection that one struck. */
export const applyFaultEvent: Appliers<typeof faultEvents> = {
	'fault-set': (model, { server, fault: name, settings }) =>
		setFaults(model, server, faults => [...others(faults, name), { name, settings }]),

	'fault-cleared': (model, { server, fault }) => setFaults(model, server, faults => others(faults, fault)),

	'fault-struck': (model, { connection, fault: name, what }) => {
		const struck = model.exchange(connection)?.faults ?? [];
		model.changeExchange(connection, { faults: [...struck, { name, what }] });
	},

	'collapsing-set': (model, { server, on }) =>
		model.changeServer(server, changed => {
			changed.collapsing = on;
		}),
};

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
