import type { ReactNode } from 'react';
import { formatPlural } from '../format.ts';
import type { MarkedBytes } from './bytes/section.ts';
import type { InspectorState } from './inspector-state.ts';
import type { Detail, OpenDetail } from './trace/detail.ts';

/** One of the ways to look at an exchange. */
export interface ExchangeView {
	/** On its tab. */
	readonly title: string;
	/** Its rows in so many columns. */
	layOut(detail: OpenDetail, mode: InspectorState['bytesMode'], width: number): LaidOut;
	/** Its lines, to be read aloud. */
	read(detail: OpenDetail, mode: InspectorState['bytesMode']): ViewLines;
}

/** A view, laid out for a width. */
export interface LaidOut {
	/** There is a row of headings, which stays while the others are scrolled. */
	readonly hasHeads: boolean;
	/** The number of rows below the heads. */
	readonly count: number;
	/** The heads, and so many of the rows below them from one on. */
	part(top: number, count: number, marked: readonly MarkedBytes[]): ReactNode;
}

/** A view in lines, with its name. */
export interface ViewLines {
	readonly title: string;
	/** The lines that are read at once when somebody comes to the view. */
	readonly opening: readonly string[];
	readonly lines: readonly string[];
}

/** The number of lines that are read at once when a view is opened. */
const mostOpening = 40;

/** A view whose first lines are read as soon as somebody comes to it. */
export function readAtOnce(title: string, lines: readonly string[]): ViewLines {
	const left = lines.length - mostOpening;
	const more = left > 0 ? [`${formatPlural(left, 'more line')}: page down reads on.`] : [];
	return { title, opening: [...lines.slice(0, mostOpening), ...more], lines };
}

/** The detail of the exchange that is open; undefined while the lab has yet to answer, or keeps nothing of it. */
export function openDetail(detail: Detail, inspector: InspectorState | undefined): OpenDetail | undefined {
	return detail.status === 'here' && detail.connection === inspector?.connection ? detail : undefined;
}
