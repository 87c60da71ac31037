import type { EventOf } from '../events/events.ts';

/**
 * Why something of the class cannot be had.
 * - `unreachable`, `slow`, `full`, `wrong`: the engine cannot be used now.
 * - `refused`: it does not let this lab in, because of the password or the number of the database.
 * - `busy`: so much waits for its answers that no more may.
 * - `left`: the lab is not in the class.
 */
export type ClassErrorCode = EventOf<'class-away'>['code'] | 'refused' | 'busy' | 'left';

/** Something of the class cannot be had; the message says why, in words for a person. */
export class ClassError extends Error {
	override readonly name = 'ClassError';
	readonly code: ClassErrorCode;

	constructor(code: ClassErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
