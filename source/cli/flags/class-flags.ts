import { valueFlag } from './flag-words.ts';

/** The flags with which a lab joins a class. */
export const classFlags = {
	class: valueFlag({
		group: 'A class',
		value: '<url>',
		summary: 'share the cache with the other labs of a class',
		detail:
			'redis://[[user:]password@]host[:port][/database] of a Valkey or Redis, with rediss:// for TLS; POETRY_LAB_CLASS says the same. The class sees what this lab does',
	}),
	as: valueFlag({
		group: 'A class',
		value: '<name>',
		summary: 'this lab’s name in the class',
		byDefault: 'user@host',
	}),
} as const;
