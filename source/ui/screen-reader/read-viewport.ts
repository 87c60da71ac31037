import { viewLength } from '../inspector/announce.ts';
import { searchRead } from '../inspector/bytes/bytes-search.ts';
import type { Viewport } from '../store.ts';

/** The viewport of somebody who listens: one line at a time, however long it is. */
export const readViewport: Viewport = {
	poemWidth: () => 1_000_000,
	inspectorExtent: (detail, { inspector }) => ({
		rowCount: inspector === undefined ? 0 : viewLength(detail, inspector),
		room: 1,
		isRunning: false,
	}),
	bytesMatches: (query, detail, { inspector }) => searchRead(detail, query, inspector?.bytesMode ?? 'text'),
};
