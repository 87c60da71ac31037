import { visibleLine } from '../../wire/visible-text.ts';
import { plainWords, sentence } from './speech.ts';

/** A line about an overlay's error, where it did not have it before. */
export function newError({ error }: { readonly error?: string }, was: { readonly error?: string }): readonly string[] {
	return error === undefined || error === was.error ? [] : [sentence(`not done: ${plainWords(visibleLine(error))}`)];
}
