import { declareEvent, ofConnection, ofServer } from './declare-event.ts';
import { flag, numbers, type TypeOf, text } from './fields.ts';

/** A fault is on, with these settings; one of the same name that was on before is replaced. */
export type FaultSet = TypeOf<typeof faultSet>;
const faultSet = declareEvent('fault-set', { ...ofServer, fault: text, settings: numbers });

/** A fault is off. */
export type FaultCleared = TypeOf<typeof faultCleared>;
const faultCleared = declareEvent('fault-cleared', { ...ofServer, fault: text });

/** A fault did something to a connection: once for each fault and connection, when it begins. */
export type FaultStruck = TypeOf<typeof faultStruck>;
const faultStruck = declareEvent('fault-struck', {
	...ofConnection,
	fault: text,
	/** Such as `reset after 120 bytes`. */
	what: text,
});

/** From now on a proxy's clients share a fetch, or each that misses has its own. */
export type CollapsingSet = TypeOf<typeof collapsingSet>;
const collapsingSet = declareEvent('collapsing-set', { ...ofServer, on: flag });

/** What is broken on purpose, and what that does. */
export const faultEvents = [faultSet, faultCleared, faultStruck, collapsingSet] as const;
