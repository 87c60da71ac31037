/** The names of all that the labs of a class keep in their engine. All of it has an expiry. */
const prefix = 'poetry-lab';

export const keys = {
	/** The token of the lab that has this name; it is there while that lab is. */
	lab: (name: string) => `${prefix}:lab:${name}`,
	/** A stream of what happens in the lab of this name, and the bytes that it refers to, by their hash. */
	events: (name: string) => `${prefix}:events:${name}`,
	bytes: (name: string) => `${prefix}:bytes:${name}`,
	/** The last that each lab told of itself, and when, by their names. */
	labs: `${prefix}:labs`,
	heard: `${prefix}:heard`,
	/** The name of the lab that is at this host. */
	host: (host: string) => `${prefix}:host:${host}`,
	/** A stream that ends the wait of the reader of the lab with this token. */
	wake: (token: string) => `${prefix}:wake:${token}`,
	/** An upstream's poem: its bytes, and when they were stored, in milliseconds of the engine's clock. */
	poem: (upstream: string) => `${prefix}:poem:${upstream}`,
	/** The token of the fetch of this upstream, while its lab says that it goes on. */
	lease: (upstream: string) => `${prefix}:lease:${upstream}`,
	/** The followers of that fetch in other labs, each with the time when it last said so. */
	followers: (upstream: string) => `${prefix}:followers:${upstream}`,
	/** The stream of the fetch with this token: its chunks, and an end mark. */
	chunks: (token: string) => `${prefix}:chunks:${token}`,
} as const;
