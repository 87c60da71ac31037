import type { FailureCode } from '../../../events/events.ts';

/** Each failure in a few words. */
export const failureWords: { readonly [code in FailureCode]: string } = {
	refused: 'refused',
	unreachable: 'unreachable',
	reset: 'reset',
	'timed-out': 'timed out',
	empty: 'no poem',
	'closed-without-reply': 'no reply',
	'bad-reply': 'bad reply',
	'too-long': 'too long',
	loop: 'loop',
	cancelled: 'cancelled',
};
