import { count, flag, oneOf, optional, port, type TypeOf, text } from '../fields.ts';
import { address, ofServer, reachableAt } from '../shared-fields.ts';

export type ServerKind = TypeOf<typeof kind>;
const kind = oneOf('poetry', 'transform', 'proxy');

/** The life of one server of a lab. */
export const serverEvents = {
	/** A server accepts connections. */
	'server-listening': {
		...ofServer,
		kind,
		...address,
		reachableAt,
		/** A poetry server's poem: its first line, its length, and whether it is sent slowly. */
		title: optional(text),
		bytes: optional(count),
		slow: optional(flag),
		/** A proxy's upstream, as `host:port`. */
		upstream: optional(text),
		/** The default port that was taken, where another one was used in its place. */
		insteadOfPort: optional(port),
	},

	/** A server could not listen; the others run. */
	'server-failed': {
		...ofServer,
		kind,
		...address,
		/** The system's code, such as `EADDRINUSE`. */
		code: text,
		why: text,
	},

	/** A server that was listening has stopped, and its port is free. */
	'server-closed': ofServer,
};
