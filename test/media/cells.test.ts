import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { cellsOf } from '../../media/cells.ts';
import { colourOf, faint, palette } from '../../media/palette.ts';

/** The first cell of a terminal to which this was written. */
async function firstCell(output: string) {
	const terminal = new xterm.Terminal({ cols: 10, rows: 2, allowProposedApi: true });
	await new Promise<void>(resolve => terminal.write(output, resolve));
	return cellsOf(terminal)[0]?.[0];
}

test.each([
	['plain text', 'a', { text: 'a', width: 1, colour: palette.foreground, bold: false }],
	['bold text', '\u001b[1ma', { bold: true }],
	['one of sixteen colours', '\u001b[31ma', { colour: palette.ansi[1] }],
	['one of 256 colours', '\u001b[38;5;80ma', { colour: '#5fd7d7' }],
	['any colour', '\u001b[38;2;1;2;3ma', { colour: '#010203' }],
	['a background', '\u001b[46ma', { background: palette.ansi[6] }],
	['inverse text', '\u001b[7ma', { colour: palette.background, background: palette.foreground }],
	['faint text', '\u001b[2ma', { colour: faint(palette.foreground, palette.background) }],
	['a wide character', '日', { text: '日', width: 2 }],
])('%s is read from a terminal as it is seen', async (_, output, expected) => {
	expect(await firstCell(output)).toMatchObject(expected);
});

test('the cube and the greys of 256 colours are those that terminals have', () => {
	expect([16, 196, 231, 232, 255].map(colourOf)).toEqual(['#000000', '#ff0000', '#ffffff', '#080808', '#eeeeee']);
});
