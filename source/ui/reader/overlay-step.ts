import { visibleLine } from '../../wire/visible-text.ts';
import { arrivalLines } from './arrival.ts';
import type { Moment } from './moment.ts';
import { plainWords, sentence } from './speech.ts';
import { currentLesson } from './words/lesson-words.ts';
import { currentFault, currentHost, currentTransform, pickedWords } from './words/picker-words.ts';

/** What is said of what lies over the panels after a key in it, or after the lab had something to say to it. */
export function overlayMove(before: Moment, after: Moment): readonly string[] {
	const [was, now] = [before.state.overlay, after.state.overlay];
	switch (now?.kind) {
		case 'host-picker':
			if (was?.kind !== 'host-picker' || (was.error !== now.error && now.error !== undefined)) {
				return [sentence(visibleLine(now.error ?? ''))];
			}
			return was.query === now.query && was.index !== now.index ? [currentHost(now, after)] : [];
		case 'transform-picker':
			if (was?.kind !== 'transform-picker') {
				return arrivalLines(after);
			}
			if (was.picked !== now.picked) {
				return [pickedWords(now)];
			}
			return was.index === now.index ? [] : [currentTransform(now, after)];
		case 'fault-menu':
			return was?.kind === 'fault-menu' && was.index === now.index ? [] : currentFault(after);
		case 'lessons':
			return was?.kind === 'lessons' && was.index === now.index ? [] : currentLesson(after);
		case 'save-poem':
		case 'record':
			if (was?.kind === now.kind && was.saving !== now.saving && now.saving) {
				return [now.kind === 'record' ? 'Opening the file.' : 'Saving.'];
			}
			return newError(was, now.error);
		case 'crowd-prompt':
			return newError(was, now.error);
		case 'crowd':
			return was?.kind === 'crowd' && was.cancelling !== now.cancelling ? ['Cancelling.'] : [];
		case 'help':
		case 'latency':
		case undefined:
			return [];
	}
}

function newError(was: Moment['state']['overlay'], error: string | undefined): readonly string[] {
	const known = was !== undefined && 'error' in was ? was.error : undefined;
	return error === undefined || error === known ? [] : [sentence(`not done: ${plainWords(visibleLine(error))}`)];
}
