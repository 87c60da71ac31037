import { expect, it } from 'vitest';
import { Rows, Spans } from '../../../source/ui/components/spans.tsx';
import { drawnTheme, ThemeContext } from '../../../source/ui/components/theme.ts';
import { gap, span } from '../../../source/ui/text/rows.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';

it('draws pieces one after the other, and cuts what is wider than its place', () => {
	expect(drawnRows(<Spans row={[span('The '), span('Tyger', 'title')]} />, 12, 1)).toEqual(['The Tyger']);
	expect(drawnRows(<Spans row={[span('The '), span('Tyger', 'title')]} />, 7, 1)).toEqual(['The Ty…']);
});

it('gives each row a line of its own, an empty one as well', () => {
	expect(drawnRows(<Rows rows={[[span('a')], [], [gap(2), span('b'), gap(3)]]} />, 6, 4)).toEqual(['a', '', '  b', '']);
});

it('shows what would steer the terminal, also in a piece without a look of its own', () => {
	expect(drawnRows(<Spans row={[span('a\u001b[31m'), span('b\rc', 'failed')]} />, 20, 1)).toEqual(['a␛[31mb␍c']);
});

it('draws with the signs that the terminal has', () => {
	const theme = drawnTheme({ depth: 'none', theme: 'dark' }, 'ascii');
	const drawn = drawnRows(
		<ThemeContext value={theme}>
			<Spans row={[span('▸', 'focus'), span('→ …')]} />
		</ThemeContext>,
		12,
		1,
	);
	expect(drawn[0]).toMatch(/^[ -~]+$/);
});
