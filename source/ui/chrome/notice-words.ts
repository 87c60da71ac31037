import type { Snapshot } from '../../lab/snapshot.ts';
import { type ScreenState, unseenNotices } from '../state.ts';
import { wrapWords } from '../text/wrap.ts';

/** Columns beside a notice, for the key that dismisses it, and for how many more there are. */
const besideWidth = { alone: 13, ofSeveral: 24 } as const;

/** The most rows of a notice. */
const mostRows = 3;

/** The notice that is shown, in rows; none where there is none. */
export function noticeWords(state: ScreenState, snapshot: Snapshot, width: number): readonly string[] {
	const [notice, ...later] = unseenNotices(state, snapshot);
	const room = width - (later.length === 0 ? besideWidth.alone : besideWidth.ofSeveral);
	return notice === undefined ? [] : wrapWords(notice.text, room, mostRows);
}
