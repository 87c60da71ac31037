import type { Row } from '../../text/rows.ts';
import type { Flow } from './conversation.ts';

/** Bytes that are to be marked, such as a match; `current` is the one where the reader is. */
export interface MarkedBytes {
	readonly direction: Flow['direction'];
	readonly from: number;
	readonly to: number;
	readonly current: boolean;
}

/** Some rows of a conversation. */
export interface Section {
	readonly rowCount: number;
	rows(from: number, count: number, marked: readonly MarkedBytes[]): readonly Row[];
	/** The row of a byte, where these rows show bytes. */
	rowOf?(offset: number): number;
}
