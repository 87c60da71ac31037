import type { Command } from '../keymap.ts';
import { stretch } from '../panels/poem/poem-step.ts';
import { sentence } from '../screen-reader/speech.ts';
import { isSearching } from '../search/search-row.ts';
import { matchWords } from '../search/search-state.ts';
import type { ViewModel } from '../view-model.ts';
import { headingWords, type Opened, openedOf, viewPart, viewWords } from './inspector-words.ts';
import { matchesInLines } from './view-lines.ts';

/** What is said of an exchange that is open, after a key, or after more of it has happened. */
export function inspectorMove(before: ViewModel, after: ViewModel, command: Command | undefined): readonly string[] {
	const [was, now] = [openedOf(before), openedOf(after)];
	if (now === undefined) {
		const isGone = after.detail.status === 'gone' && before.detail !== after.detail;
		return isGone ? ['This exchange is no longer kept: newer ones have taken its place.'] : [];
	}
	if (was?.detail.connection !== now.detail.connection) {
		return [headingWords(after, now), ...viewWords(now)];
	}
	if (was.inspector.view !== now.inspector.view || was.inspector.bytesMode !== now.inspector.bytesMode) {
		// Who searches comes for what is found, not for all of the bytes.
		return now.inspector.search.typing ? [] : viewWords(now);
	}
	if (!was.detail.story.settled && now.detail.story.settled) {
		return [`It is over. ${headingWords(after, now)}`, ...(now.inspector.view === 'bytes' ? [] : viewWords(now))];
	}
	return command === undefined ? [] : movedInView(was, now);
}

function movedInView(was: Opened, now: Opened): readonly string[] {
	const { search, top } = now.inspector;
	if (search.typing) {
		return [];
	}
	if (isSearching(was.inspector.search) && !isSearching(search)) {
		return ['Search ended.'];
	}
	if (was.inspector.search.typing || was.inspector.search.index !== search.index) {
		const { count, rowOf } = matchesInLines(now.detail, now.inspector, search.query);
		const line = count === 0 ? '' : viewPart(now, rowOf(search.index), rowOf(search.index) + 1).join('');
		return [`${sentence(matchWords(search, count))} ${line}`.trim()];
	}
	return top === undefined || top === was.inspector.top ? [] : viewPart(now, ...stretch(was.inspector.top ?? -1, top));
}
