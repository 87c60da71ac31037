import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Rows, Spans } from '../../components/spans.tsx';
import { span } from '../../text/rows.ts';
import { signs } from '../../text/tones.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { Reason } from './plain-reasons.ts';

/** The reasons, each laid out for a width in a card of its own, with an empty row between two cards. */
export interface WhyCards {
	readonly cards: readonly Card[];
	readonly rowCount: number;
}

interface Card extends Omit<Reason, 'parts'> {
	readonly parts: readonly { readonly label: string; readonly rows: readonly string[] }[];
}

const labelWidth = 19;
/** The most columns of a line of words: a longer one is hard to read. */
const widestText = 96;

/** Lays the reasons out in labelled sentences. */
export function whyCards(reasons: readonly Reason[], width: number): WhyCards {
	const room = Math.max(10, Math.min(widestText, width - labelWidth - 4));
	const cards = reasons.map(({ about, tone, parts }) => ({
		about,
		tone,
		parts: parts.map(({ label, text }) => ({ label, rows: wrapWords(text, room) })),
	}));
	// Each card has a title, and an empty row above it but for the first.
	const textRows = cards.flatMap(({ parts }) => parts.flatMap(({ rows }) => rows)).length;
	return { cards, rowCount: Math.max(0, textRows + 2 * cards.length - 1) };
}

export interface WhyProps extends WhyCards {
	/** The first row that is seen. */
	readonly top: number;
	/** The number of rows that there is room for. */
	readonly count: number;
}

/** The cards, scrolled. */
export function Why({ cards, rowCount, top, count }: WhyProps): ReactNode {
	const height = Math.max(0, Math.min(count, rowCount - top));
	return (
		<Box flexDirection="column" flexShrink={0} height={height} overflow="hidden">
			<Box flexDirection="column" flexShrink={0} marginTop={-top} rowGap={1}>
				{cards.map(card => (
					<WhyCard key={cards.indexOf(card)} {...card} />
				))}
			</Box>
		</Box>
	);
}

function WhyCard({ about, tone, parts }: Card): ReactNode {
	const sign = tone === 'failed' ? signs.failed : tone === 'warning' ? '!' : signs.done;
	return (
		<Box flexDirection="column" flexShrink={0} paddingLeft={1}>
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
