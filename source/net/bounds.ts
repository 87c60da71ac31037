/** The most that one stranger, and all of them together, may cost a server. */
export interface ConnectionBounds {
	/** Connections open at once; one more is accepted and closed. */
	readonly maxConnections: number;
	/** The longest that a peer may take nothing of what is sent to it, or stay after all was said. */
	readonly readTimeoutMs: number;
	/** The longest that a request may take from the connection's first moment to its last byte. */
	readonly requestTimeoutMs: number;
	/** Bytes that nobody asked for, read and thrown away, before the peer is cut off. */
	readonly maxUnsolicitedBytes: number;
}

/** The bounds of every kind of server, as far as they are given. */
export interface ServerBounds extends Partial<ConnectionBounds> {
	/** The longest request payload of the transform server, in bytes. */
	readonly maxRequestBytes?: number;
	/** The longest poem that a proxy passes on. */
	readonly maxPoemBytes?: number;
	/** The longest that a proxy sends nothing to a client that has closed its side. */
	readonly halfCloseGraceMs?: number;
}

/** The bounds of a server that was given none. */
export const defaultBounds: ConnectionBounds = {
	maxConnections: 10_000,
	readTimeoutMs: 30_000,
	requestTimeoutMs: 10_000,
	maxUnsolicitedBytes: 4 * 1024 * 1024,
};

/**
 * The longest, in milliseconds, that a proxy sends nothing to a client that has closed its side before that client counts as
 * gone, where no other time is given: as long as netcat's own customary `-q 1`.
 */
export const defaultHalfCloseGraceMs = 1_000;

/** The longest poem that a client or a proxy takes where no limit is given: 256 MiB. */
export const defaultMaxPoemBytes = 268_435_456;
