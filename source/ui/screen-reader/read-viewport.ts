import { viewLength } from '../inspector/announce.ts';
import { searchRead } from '../inspector/bytes/bytes-search.ts';
import type { Viewport } from '../viewport.ts';

/** As it is read: line by line, one at a time, however long each is. */
export const readViewport: Viewport = {
	poemWidth: () => 1_000_000,
	inspectorExtent: (detail, { inspector }) => ({
		rowCount: inspector === undefined ? 0 : viewLength(detail, inspector),
		room: 1,
		isRunning: false,
	}),
	bytesMatches: (query, detail, { inspector }) => searchRead(detail, query, inspector?.bytesMode ?? 'text'),
};
