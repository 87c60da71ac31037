import { Box } from 'ink';
import type { ReactNode } from 'react';
import { sizeOf } from '../arrangement/arrangement.ts';
import { Spans } from '../components/spans.tsx';
import { type Row, span } from '../text/rows.ts';
import type { PanelView, ViewModel } from '../view.ts';

export interface TabsProps {
	readonly panels: readonly Pick<PanelView, 'name' | 'tabTitle'>[];
	readonly model: ViewModel;
	readonly width: number;
}

/** On a small terminal: all panels by their digits; those that are seen stand out, the focused one most. */
export function Tabs({ panels, model: { state, snapshot, arrangement }, width }: TabsProps): ReactNode {
	const tabOf = ({ name, tabTitle }: TabsProps['panels'][number], digit: number): Row => {
		const title = tabTitle(snapshot);
		if (name === state.focused && !state.lesson?.focused) {
			return [{ text: ` ${digit} ${title} `, tone: 'focus', inverse: true }];
		}
		return [span(` ${digit}`, 'key'), span(` ${title}`, sizeOf(arrangement, name) === undefined ? 'dim' : 'title')];
	};
	return (
		<Box width={width} height={1} flexShrink={0} overflow="hidden">
			{panels.map((panel, index) => (
				<Box key={panel.name} width={panel.tabTitle(snapshot).length + 5} flexShrink={0}>
					<Spans row={tabOf(panel, index + 1)} />
				</Box>
			))}
		</Box>
	);
}
