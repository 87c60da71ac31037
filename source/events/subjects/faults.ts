import { flag, list, numbers, record, type TypeOf, text } from '../fields.ts';
import { ofConnection, ofServer } from '../shared-fields.ts';

/** The effect of a fault on a connection, in words such as `reset after 120 bytes`. */
const what = text;

/** A fault that struck a connection. */
export type StruckFault = TypeOf<typeof struckFault>;
const struckFault = record({ name: text, what });
export const struckFaults = list(struckFault);

/** The failures that are switched on and off on purpose, and their effects. */
export const faultEvents = {
	/** A fault is on, with these settings; one of the same name that was on before is replaced. */
	'fault-set': { ...ofServer, fault: text, settings: numbers },

	/** A fault is off. */
	'fault-cleared': { ...ofServer, fault: text },

	/** A fault did something to a connection: once for each fault and connection, when it begins. */
	'fault-struck': { ...ofConnection, fault: text, what },

	/** From now on a proxy's clients share a fetch, or each that misses has its own. */
	'collapsing-set': { ...ofServer, on: flag },
};
