import type { LabEvent } from '../../../source/events/events.ts';
import type { ServerState } from '../../../source/lab/snapshot/server-state.ts';
import type { ExchangeView } from '../../../source/ui/inspector/exchange-view.ts';
import type { OpenDetail } from '../../../source/ui/inspector/trace/detail.ts';
import { traceOf } from '../../../source/ui/inspector/trace/trace.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

/** What is known of an exchange by these events. Throws where they do not tell of it. */
export function detailOf(
	connection: number,
	events: readonly LabEvent[],
	servers: readonly ServerState[] = [],
): OpenDetail {
	const trace = traceOf(connection, events, servers);
	if (trace === undefined) {
		throw new Error('there is no such trace');
	}
	return { status: 'here', connection, events, trace };
}

/** The rows that a view of an exchange is drawn as in so many cells: its heads, and what is below them from a row on. */
export function drawnView(
	view: ExchangeView,
	detail: OpenDetail,
	place: { readonly mode?: 'text' | 'hex'; readonly width?: number; readonly height?: number; readonly top?: number },
): readonly string[] {
	const { mode = 'text', width = 80, height = 40, top = 0 } = place;
	const { hasHeads, part } = view.layOut(detail, mode, width);
	return drawnRows(part(top, height - (hasHeads ? 1 : 0), []), width, height);
}
