import { oneOf, text } from './fields.ts';

/** Which class: the engine's `host:port`, with the number of its database, and never with a password. */
const engine = text;

/** A lab and its class: many labs that share an engine, Valkey or Redis. */
export const classEvents = {
	/** The lab is in the class, with a name that no other lab has there. */
	'class-joined': { engine, name: text },

	/** The engine cannot be used, and the lab goes on as if it were alone. It tries again by itself, which no event tells. */
	'class-away': {
		engine,
		/** `full`: the engine has no memory left. `wrong`: it answers with an error, or is not what it should be. */
		code: oneOf('unreachable', 'slow', 'full', 'wrong'),
		why: text,
	},

	/** The lab has left the class, in order. */
	'class-left': { engine, name: text },
};
