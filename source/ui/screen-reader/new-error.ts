import { visibleLine } from '../../wire/visible-text.ts';
import { plainWords, sentence } from './speech.ts';

/** Said where an overlay has an error that it did not have before. */
export function newError({ error }: { readonly error?: string }, was: { readonly error?: string }): readonly string[] {
	return error === undefined || error === was.error ? [] : [sentence(`not done: ${plainWords(visibleLine(error))}`)];
}
