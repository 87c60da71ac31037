import type { ConnectionId, LabEvent } from '../../../events/events.ts';
import { gap, type Row, span } from '../../text/rows.ts';
import { type BytesMode, type BytesText, layOutBytes } from './bytes-text.ts';
import { type Conversation, conversationOf } from './conversation.ts';
import type { MarkedBytes } from './section.ts';

/** What the Bytes view is made of. */
export interface BytesView {
	/** The events of the exchange's story, as `lab.detail` gives them. */
	readonly events: readonly LabEvent[];
	readonly connection: ConnectionId;
	readonly mode: BytesMode;
	readonly width: number;
	readonly height: number;
	/** The first row that is seen; clamped. */
	readonly scroll: number;
	readonly marked?: readonly MarkedBytes[];
}

/** The Bytes view of one exchange: at most `height` rows of at most `width` columns. */
export function bytesRows(view: BytesView): readonly Row[] {
	const text = bytesTextOf(view);
	if (text === undefined) {
		return [[], [gap(1), span('The bytes of this exchange are no longer kept.', 'dim')]];
	}
	const top = Math.max(0, Math.min(view.scroll, text.rowCount - view.height));
	return text.rows(top, view.height, view.marked).map(row => [gap(1), ...row]);
}

/** The whole view in rows, for scrolling and for finding a byte's row; undefined where nothing is kept. */
export function bytesTextOf({
	events,
	connection,
	mode,
	width,
}: Pick<BytesView, 'events' | 'connection' | 'mode' | 'width'>): BytesText | undefined {
	const conversation = rememberedConversation(events, connection);
	if (conversation === undefined) {
		return undefined;
	}
	const known = laidOut.get(conversation);
	if (known?.mode === mode && known.width === width) {
		return known.text;
	}
	const text = layOutBytes(conversation, mode, Math.max(20, width - 2));
	laidOut.set(conversation, { mode, width, text });
	return text;
}

/** The conversation of these events, made once for the same array of them. */
export function rememberedConversation(
	events: readonly LabEvent[],
	connection: ConnectionId,
): Conversation | undefined {
	const known = conversations.get(events);
	if (known?.connection === connection) {
		return known.conversation;
	}
	const conversation = conversationOf(events, connection);
	conversations.set(events, { connection, conversation });
	return conversation;
}

const conversations = new WeakMap<
	readonly LabEvent[],
	{ readonly connection: ConnectionId; readonly conversation: Conversation | undefined }
>();
const laidOut = new WeakMap<
	Conversation,
	{ readonly mode: BytesMode; readonly width: number; readonly text: BytesText }
>();
