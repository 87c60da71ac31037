/** The names of all that the labs of a class keep in their engine. Everything but a poem has an expiry. */
const prefix = 'poetry-lab';

export const keys = {
	/** The token of the lab that has this name; it is there while that lab is. */
	lab: (name: string) => `${prefix}:lab:${name}`,
	/** A stream that ends the wait of the reader of the lab with this token. */
	wake: (token: string) => `${prefix}:wake:${token}`,
} as const;
