import { describe, expect, it } from 'vitest';
import { Panel } from '../../../source/ui/components/panel.tsx';
import { Rows } from '../../../source/ui/components/spans.tsx';
import { span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

const words = {
	title: 'Traffic',
	digit: 2,
	focused: true,
	right: [span('following')],
	footer: [span('◆ 2 marked')],
	footerRight: [span('1 of 9')],
};

const drawn = (width: number, height = 3) =>
	drawnRows(
		<Panel {...words} width={width} height={height}>
			<Rows rows={[[span('what is longer than its place is cut')]]} />
		</Panel>,
		width,
		height,
	);

describe('Panel', () => {
	it('has its words in its border, and fills its place', () => {
		expect(drawn(44, 5)).toEqual([
			'╭─ 2 Traffic ────────────────── following ─╮',
			'│what is longer than its place is cut      │',
			'│                                          │',
			'│                                          │',
			'╰─ ◆ 2 marked ──────────────────── 1 of 9 ─╯',
		]);
	});

	it('leaves out the words at the right rather than cut them, and cuts the title', () => {
		expect(drawn(24)).toEqual(['╭─ 2 Traffic ──────────╮', '│what is longer than i…│', '╰─ ◆ 2 mark… ─ 1 of 9 ─╯']);
		expect(drawn(12)[0]).toBe('╭─ 2 Tra… ─╮');
	});

	it('cuts what is higher than its place, and keeps its border', () => {
		const rows = ['one', 'two', 'three', 'four'].map(text => [span(text)]);
		const panel = (
			<Panel title="Poem" focused width={20} height={4}>
				<Rows rows={rows} />
			</Panel>
		);
		expect(drawnRows(panel, 20, 4)).toEqual([
			'╭─ Poem ───────────╮',
			'│one               │',
			'│two               │',
			'╰──────────────────╯',
		]);
	});
});
