import { amount, count, oneOf, optional, text } from '../fields.ts';
import { ofConnection, ofServer } from '../shared-fields.ts';
import { failure } from './dials.ts';

/** A fetch of a proxy for which the class was asked. */
const ofAsked = { ...ofServer, fetch: count };

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

	/** A lab of the class is at this host: who connects from there is called by its name. */
	'class-peer-named': { peerHost: text, name: text },

	/** The lab has left the class, in order. */
	'class-left': { engine, name: text },

	/** A proxy that does not have a poem asks the class for it. */
	'class-asked': { ...ofConnection, fetch: count },

	/**
	 * The answer of the class. `hit`: it has the poem. `lead`: nobody fetches it, and this proxy does, for all. `follow`:
	 * another one fetches it. `alone`: it could not be asked, and this proxy fetches the poem for itself.
	 */
	'class-answered': {
		...ofAsked,
		answer: oneOf('hit', 'lead', 'follow', 'alone'),
		/** The length of the poem, and how long the class had it. */
		bytes: optional(count),
		ageMs: optional(amount),
		/** The lab that fetches it. */
		lab: optional(text),
		/** Why it could not be asked. */
		why: optional(text),
		durationMs: amount,
	},

	/** Some bytes of a poem that is fetched here went to the class, for those who follow in other labs. */
	'class-published': { ...ofAsked, bytes: count },

	/** Some bytes of a poem that another lab fetches came from the class. */
	'class-received': { ...ofAsked, bytes: count },

	/** A poem that another lab fetched is here, or will not come from there. */
	'class-followed': {
		...ofAsked,
		lab: text,
		bytes: count,
		/** Absent where it came whole. */
		code: optional(failure),
		why: optional(text),
		durationMs: amount,
	},

	/** The lab that fetched it has failed or is gone, and this one fetches it now. */
	'class-taken-over': { ...ofAsked, lab: text },

	/** This lab no longer has the lease of a poem. */
	'class-released': {
		...ofAsked,
		/**
		 * `stored`: the class has the poem. `too-large`: it came whole, and is too large to be kept there. `failed`: it did not
		 * come whole. `given-up`: nobody wanted it any more. `lost`: another lab has the lease by now, or the engine is away.
		 */
		how: oneOf('stored', 'too-large', 'failed', 'given-up', 'lost'),
		/** The bytes that went to the class, and the chunks in which they went. */
		bytes: count,
		chunks: count,
	},
};
