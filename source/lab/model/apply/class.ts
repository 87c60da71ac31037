import type { classEvents } from '../../../events/class.ts';
import type { Appliers } from './appliers.ts';

/** Applies what happens between a lab and its class. */
export const applyClassEvent: Appliers<typeof classEvents> = {
	'class-joined': (model, { engine, name }) => {
		model.now.class = { engine, name, status: 'joined' };
	},

	'class-away': (model, { engine, code, why }) => {
		const name = model.now.class?.name;
		model.now.class = { engine, status: 'away', code, why, ...(name !== undefined && { name }) };
	},

	'class-left': (model, { engine, name }) => {
		model.now.class = { engine, name, status: 'left' };
	},

	// What a fetch got from the class shows in the exchanges that waited on it, by the events of the cache.
	'class-asked': () => {},
	'class-answered': () => {},
	'class-published': () => {},
	'class-followed': () => {},
	'class-taken-over': () => {},
	'class-released': () => {},
};
