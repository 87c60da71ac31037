import { visibleLine } from '../../wire/visible-text.ts';
import type { ViewModel } from '../view-model.ts';
import { plainWords, sentence } from './speech.ts';

/** What is said where an overlay has an error that it did not have before. */
export function newError(
	{ state: { overlay: was } }: ViewModel,
	{ state: { overlay: now } }: ViewModel,
): readonly string[] {
	const known = was !== undefined && 'error' in was ? was.error : undefined;
	const error = now !== undefined && 'error' in now ? now.error : undefined;
	return error === undefined || error === known ? [] : [sentence(`not done: ${plainWords(visibleLine(error))}`)];
}
