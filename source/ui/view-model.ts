import type { Snapshot } from '../lab/snapshot.ts';
import type { Arrangement } from './arrangement/types.ts';
import type { BatchDetail } from './inspector/batch/batch-detail.ts';
import type { Detail } from './inspector/trace/detail.ts';
import type { PoemText } from './panels/poem/poem-text.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import type { ScreenState } from './state.ts';

/** All that is to be shown, or told, at one moment. */
export interface ViewModel {
	readonly state: ScreenState;
	readonly snapshot: Snapshot;
	/** The time of the lab's events, in milliseconds: how long something has been going on is a difference of such times. */
	readonly now: number;
	/** The sizes of all that has room on the terminal. */
	readonly arrangement: Arrangement;
	/** The events of the exchange that is open, as far as the lab has told them. */
	readonly detail: Detail;
	/** The same of the batch that is open. */
	readonly batch?: BatchDetail | undefined;
	/** The client's poem in lines as wide as its panel. */
	readonly poem: PoemText;
	/** Where the search finds something in it. */
	readonly poemMatches: readonly RowMatch[];
}
