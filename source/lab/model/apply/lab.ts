import type { labEvents } from '../../../events/subjects/lab.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { Appliers } from '../appliers.ts';

/** Applies the events of the lab as a whole. */
export const applyLabEvent: Appliers<typeof labEvents> = {
	ready: (model, { seed }) => {
		model.now.ready = true;
		model.now.seed = seed;
	},

	'host-added': (model, event) => {
		const address = formatAddress(event);
		if (!model.now.addedHosts.includes(address)) {
			model.now.addedHosts = [...model.now.addedHosts, address];
		}
	},

	'transform-server-chosen': (model, event) => {
		model.now.transformServer = formatAddress(event);
	},

	'poem-skipped': (model, { file, why }) => model.notice(`${file} is not served: ${why}.`),

	'loop-blocked': () => {},

	'clock-changed': (model, { shiftMs }) => {
		model.now.clockShiftMs += shiftMs;
	},
};
