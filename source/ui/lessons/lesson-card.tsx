import { Box } from 'ink';
import type { ReactNode } from 'react';
import { wholeBody } from '../arrangement/arrangement.ts';
import { Panel } from '../components/panel.tsx';
import { Rows } from '../components/spans.tsx';
import { clampTop } from '../list-cursor.ts';
import { type Row, span } from '../text/rows.ts';
import type { ViewProps } from '../view.ts';
import { type CardLayout, cardLayout } from './card-layout.ts';

/** The lesson that is under way: what to know, to guess and to do, and what came of it. */
export function LessonCard({ model: { state, snapshot, arrangement }, focused, ...size }: ViewProps): ReactNode {
	const { lesson } = snapshot;
	if (lesson === undefined || state.lesson === undefined) {
		return null;
	}
	const card = cardLayout(state, snapshot, size);
	const top = clampTop(state.lesson.top, card.rowCount, card.room);
	const below = card.rowCount - card.room - top;
	const footer: Row = [
		span(lesson.done ? 'done' : `step ${lesson.step} of ${lesson.steps}`, 'dim'),
		...(focused ? [] : [span('   0', 'key'), span(' back to here', 'dim')]),
	];
	return (
		<Panel
			{...size}
			title={lesson.title}
			digit={0}
			focused={focused}
			footer={footer}
			footerRight={moreWords(card, below, cardLayout(state, snapshot, wholeBody(arrangement)).lacksCode)}
		>
			<Box flexDirection="column" flexShrink={0} paddingLeft={1} marginTop={card.rowCount + 2 <= card.room ? 1 : -top}>
				{card.blocks.map(({ name, rows, above }) => (
					<Box key={name} flexDirection="column" flexShrink={0} paddingTop={above}>
						<Rows rows={rows} />
					</Box>
				))}
			</Box>
		</Panel>
	);
}

/** The key that shows the rest, or the whole card; where not even that has room for the code, what it needs. */
function moreWords({ lacksCode }: CardLayout, below: number, lacksCodeAlone: boolean): Row {
	if (below > 0) {
		return [span(`PgDn ${below} more`, 'warning')];
	}
	if (!lacksCode) {
		return [];
	}
	return [span(lacksCodeAlone ? 'its code needs more rows' : 'z shows its code', 'warning')];
}
