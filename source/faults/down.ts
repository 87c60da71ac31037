import type { ListenerFault } from './fault.ts';

/** Closes the listening socket, so that the system refuses whoever connects; it strikes everybody, so it has no probability. */
export const down: ListenerFault = {
	name: 'down',
	strikes: 'listener',
	summary: 'Refuses every new connection.',
	settings: [],
	openConnections: 'Open connections go on as they are.',
};
