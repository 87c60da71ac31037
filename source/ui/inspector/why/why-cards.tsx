import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Rows, Spans } from '../../components/spans.tsx';
import { span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import { signs } from '../../theme.ts';
import type { Reason } from './reason.ts';

/** The reasons, each laid out for a width in a card of its own. */
export interface WhyCards {
	readonly cards: readonly Card[];
	readonly rowCount: number;
}

interface Card extends Omit<Reason, 'parts'> {
	readonly parts: readonly { readonly label: string; readonly rows: readonly string[] }[];
	/** Its first row among those of all cards; before every card but the first, a row is empty. */
	readonly top: number;
	readonly height: number;
}

const labelWidth = 19;
/** A longer line of words is hard to read. */
const widestText = 96;

/** Lays the reasons out in labelled sentences. */
export function whyCards(reasons: readonly Reason[], width: number): WhyCards {
	const room = Math.max(10, Math.min(widestText, width - labelWidth - 4));
	const cards: Card[] = [];
	let rowCount = 0;
	for (const { about, tone, parts } of reasons) {
		const wrapped = parts.map(({ label, text }) => ({ label, rows: wrapWords(text, room) }));
		const top = rowCount === 0 ? 0 : rowCount + 1;
		const height = wrapped.reduce((sum, { rows }) => sum + rows.length, 1);
		cards.push({ about, tone, parts: wrapped, top, height });
		rowCount = top + height;
	}
	return { cards, rowCount };
}

export interface WhyProps extends WhyCards {
	/** The first row that is seen, and how many there are to be seen. */
	readonly top: number;
	readonly count: number;
}

/** The cards that can be seen. */
export function Why({ cards, rowCount, top, count }: WhyProps): ReactNode {
	const shown = cards.filter(card => card.top < top + count && card.top + card.height > top);
	const height = Math.max(0, Math.min(count, rowCount - top));
	return (
		<Box flexDirection="column" flexShrink={0} height={height} overflow="hidden">
			{shown.map((card, index) => (
				<WhyCard key={card.top} card={card} above={index === 0 ? card.top - top : 1} />
			))}
		</Box>
	);
}

function WhyCard({ card: { about, tone, parts }, above }: { readonly card: Card; readonly above: number }): ReactNode {
	const sign = tone === 'failed' ? signs.failed : tone === 'warning' ? '!' : signs.done;
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={1} marginTop={above}>
			<Box height={1} flexShrink={0}>
				<Spans row={[span(`${sign} `, tone), span(about, 'title')]} />
			</Box>
			{parts.map(({ label, rows }) => (
				<Box key={label} paddingLeft={2} flexShrink={0}>
					<Box width={labelWidth} flexShrink={0}>
						<Spans row={[span(label, 'dim')]} />
					</Box>
					<Rows rows={rows.map(row => [span(row)])} />
				</Box>
			))}
		</Box>
	);
}
