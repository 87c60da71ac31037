import type { EventOf } from '../../events/events.ts';
import { ClassError } from '../class-error.ts';
import { listOf, type Reply } from '../engine.ts';
import { keys } from '../keys.ts';
import { askForPoem, endFailed, evaluate } from '../scripts.ts';
import type { ClassContext } from './context.ts';

/** The time for which a lab has a lease without another word, in milliseconds. */
export const leaseMs = 5_000;

/** The answer of the class, with the fields of the event about it. */
export type ClassAnswer = { readonly told: Told } & (
	| { readonly answer: 'hit'; readonly poem: Buffer; readonly ageMs: number }
	| { readonly answer: 'lead' | 'alone' }
	| { readonly answer: 'follow'; readonly lab: string; readonly token: string }
);
type Told = Pick<EventOf<'class-answered'>, 'answer' | 'bytes' | 'ageMs' | 'lab' | 'why'>;

type Asking = Pick<ClassContext, 'link' | 'ttlMs'> & { readonly upstream: string };

/** Asks for an upstream's poem; never rejects: where the class cannot be asked, the answer is `alone`. */
export async function askClass({ link, ttlMs, upstream }: Asking, token: string): Promise<ClassAnswer> {
	const asked = [keys.poem(upstream), keys.lease(upstream), keys.followers(upstream)];
	try {
		const ask = async () => {
			const until = Math.ceil(link.latestStart);
			return listOf(await link.run(evaluate(askForPoem, ...asked, token, leaseMs, Math.ceil(ttlMs ?? -1), until)));
		};
		const reply = await ask();
		// It came to the engine too late for its bound, but that answers again: also where it is this lab that had stood still.
		return answerIn(isLate(reply) ? await ask() : reply);
	} catch (error) {
		return alone(whyOf(error));
	}
}

/** The answer comes too late: nobody wants the poem any more. */
export function takeBack({ answer }: ClassAnswer, { link, upstream }: Asking, token: string): void {
	if (answer === 'lead') {
		const released = [keys.lease(upstream), keys.chunks(token), token, 'cancelled', 'cancelled'];
		link.run(evaluate(endFailed, ...released)).catch(() => {});
	} else if (answer === 'follow') {
		link.run(['ZREM', keys.followers(upstream), token]).catch(() => {});
	}
}

/** The lab that a fetch's token names. */
function labOf(token: string): string {
	return token.slice(token.indexOf(':') + 1);
}

function isLate([word]: readonly Reply[]): boolean {
	return String(word) === 'late';
}

function answerIn([word, first, second]: readonly Reply[]): ClassAnswer {
	switch (String(word)) {
		case 'hit': {
			// A copy of its own: the client's buffer holds more than this, and would be kept with it.
			const poem = Buffer.from(new Uint8Array(first as Buffer).buffer);
			const ageMs = Math.max(Number(second), 0);
			return { answer: 'hit', poem, ageMs, told: { answer: 'hit', bytes: poem.length, ageMs } };
		}
		case 'lead':
			return { answer: 'lead', told: { answer: 'lead' } };
		case 'follow': {
			const token = String(first);
			const lab = labOf(token);
			return { answer: 'follow', lab, token, told: { answer: 'follow', lab } };
		}
		case 'late':
			return alone('the engine took too long');
		default:
			return alone('the engine gave an answer of another kind');
	}
}

function alone(why: string): ClassAnswer {
	return { answer: 'alone', told: { answer: 'alone', why } };
}

/** Why the engine could not be used; what is no failure of it is thrown again, since it is a mistake of ours. */
export function whyOf(error: unknown): string {
	if (error instanceof ClassError) {
		return error.message;
	}
	throw error;
}
