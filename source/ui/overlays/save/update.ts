import type { PoemSaved } from '../../../lab/lab.ts';
import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatPlural } from '../../format.ts';
import { overlayOf, type ScreenState, say, type World } from '../../state.ts';
import { askForFile } from '../file-prompt/file-prompt.tsx';

/** Asks for a file's name, with one proposed; or says why there is nothing to save. */
export function openSavePrompt(state: ScreenState, { snapshot: { fetch } }: World): ScreenState {
	if (fetch === undefined) {
		return say(state, 'there is no poem to save yet', 'warning');
	}
	switch (fetch.status) {
		case 'waiting':
		case 'running':
			return say(state, 'the poem is still on its way: save it when it is whole', 'warning');
		case 'failed':
		case 'cancelled':
			return say(state, 'the fetch ended without a whole poem: there is nothing to save', 'warning');
		case 'succeeded':
		case 'fell-back':
			return askForFile(state, 'save-poem', proposedName(fetch));
	}
}

/** The proposed file name of this poem: `ecstasy.cummingsify.txt`. */
export function proposedName({ server, address, steps }: FetchState): string {
	const poem = (server ?? address).replace(/^(?:poetry|proxy)\//, '');
	const transforms = steps.filter(({ status }) => status === 'succeeded').map(({ transform }) => transform);
	return [poem, ...transforms, 'txt'].map(fileWord).join('.');
}

/** The state after a poem was saved, or could not be: said in the bottom line, or beside the name. */
export function poemSaved(state: ScreenState, outcome: PoemSaved): ScreenState {
	const prompt = overlayOf(state, 'save-poem');
	if (outcome.saved) {
		const closed = prompt === undefined ? state : { ...state, overlay: undefined };
		return say(closed, `saved ${pathEnd(outcome.path)}, ${formatPlural(outcome.bytes, 'byte')}`, 'good');
	}
	return prompt === undefined
		? say(state, `not saved: ${visibleLine(outcome.why)}`, 'failed')
		: askForFile(state, 'save-poem', prompt.path, outcome.why);
}

/** A long path's end, which is what tells it from others. */
function pathEnd(path: string): string {
	const shown = visibleLine(path);
	return shown.length <= 44 ? shown : `…${shown.slice(-43)}`;
}

/** The most characters that a name takes of a stranger's word. */
const longestWord = 40;

/** A stranger's word without the characters that mean something to a file system or a shell. */
function fileWord(word: string): string {
	const safe = word.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[.-]+/, '') || 'poem';
	// No file system takes a name of more than 255 bytes.
	return Array.from(safe).slice(0, longestWord).join('');
}
