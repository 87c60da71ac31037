import type { ScreenState } from '../state.ts';
import { rowWidth } from '../text/rows.ts';
import { wrapWords } from '../text/wrap.ts';

/** The columns that a message leaves to the hints beside it: room for what enter does, the ways out, and one way on. */
const besideWidth = 46;

/** The most rows of a message above the hints. */
const mostRows = 2;

/** The rows above the hints for a message that is too long to stand beside them; none for any other. */
export function messageRows({ message }: ScreenState, width: number): readonly string[] {
	return message === undefined || rowWidth([message]) <= width - besideWidth
		? []
		: wrapWords(message.text, width - 2, mostRows);
}
