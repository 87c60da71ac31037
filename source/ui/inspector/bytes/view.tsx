import { Box } from 'ink';
import { Rows } from '../../components/spans.tsx';
import { gap, span } from '../../text/rows.ts';
import { type ExchangeView, readAtOnce } from '../exchange-view.ts';
import { bytesLines } from './announce.ts';
import { bytesTextOf } from './bytes-text.ts';
import { conversationOf } from './conversation.ts';

const notKept = 'The bytes of this exchange are no longer kept.';

/** Every byte that crossed, as text or as hex. */
export const bytesView: ExchangeView = {
	title: 'Bytes',
	layOut({ events, connection }, mode, width) {
		const conversation = conversationOf(events, connection);
		if (conversation === undefined) {
			return { hasHeads: false, count: 1, part: () => <Rows rows={[[gap(1), span(notKept, 'dim')]]} /> };
		}
		const text = bytesTextOf(conversation, mode, width);
		return {
			hasHeads: false,
			count: text.rowCount,
			part: (top, count, marked) => (
				<Box paddingLeft={1} flexShrink={0}>
					<Rows rows={text.rows(top, count, marked)} />
				</Box>
			),
		};
	},
	read({ events, connection }, mode) {
		const conversation = conversationOf(events, connection);
		if (conversation === undefined) {
			return readAtOnce('Bytes', [notKept]);
		}
		const { summary, lines } = bytesLines(conversation, mode);
		return { title: mode === 'hex' ? 'Bytes as hex' : 'Bytes as text', opening: summary, lines };
	},
};
