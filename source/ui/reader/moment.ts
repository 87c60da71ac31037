import type { Snapshot } from '../../lab/lab.ts';
import type { Detail } from '../inspector/detail.ts';
import type { PoemText } from '../poem/poem-text.ts';
import type { ScreenState } from '../screen-state.ts';
import type { RowMatch } from '../search/wrapped-lines.ts';

/** All that there is to tell of at one moment: the person's place, the lab, and what is open. */
export interface Moment {
	readonly state: ScreenState;
	readonly snapshot: Snapshot;
	readonly detail: Detail;
	/** The client's poem in its own lines. */
	readonly poem: PoemText;
	readonly poemMatches: readonly RowMatch[];
}
