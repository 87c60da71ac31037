import { describe, expect, test } from 'vitest';
import type { Cell } from '../../media/cells.ts';
import { picture } from '../../media/picture.ts';

const white = '#ffffff';

/** A row of cells as a terminal has them, in one style. */
function row(text: string, style: Partial<Cell> = {}): readonly Cell[] {
	return [...text].map(character => ({ text: character, width: 1, colour: white, bold: false, ...style }));
}

/** What is written in the rows below the window's title: where, how wide, and what. */
function written(svg: string): readonly string[] {
	const spans = svg.matchAll(/<tspan x="([\d.]+)" textLength="([\d.]+)"[^>]*>([^<]*)</g);
	return [...spans].map(([, x, length, text]) => `${x} ${length} ${text}`);
}

describe('the text of a picture', () => {
	test('stands in its columns, and is as wide as they are whatever the font', () => {
		expect(written(picture([row('ab cd   ef')], 'title', 'words'))).toEqual(['16 45 ab cd', '88 18 ef']);
	});

	test('is one row below the other', () => {
		const [first, second] = [...picture([row('a'), row('b')], 'title', 'words').matchAll(/<text y="([\d.]+)"><tspan/g)];
		expect(Number(second?.[1]) - Number(first?.[1])).toBe(19);
	});

	test('has no character that ends it, in the rows, the title or the words', () => {
		const svg = picture([row('<&">')], '<title>', 'a & "b"');
		expect(written(svg)).toEqual(['16 36 &lt;&amp;&quot;&gt;']);
		expect(svg).toContain('&lt;title&gt;');
		expect(svg).toContain('<title>a &amp; &quot;b&quot;</title>');
	});

	test('is parted where its style changes', () => {
		const svg = picture([[...row('ab'), ...row('cd', { colour: '#ff0000', bold: true })]], 'title', 'words');
		expect(written(svg)).toEqual(['16 18 ab', '34 18 cd']);
		expect(svg).toContain('fill="#ff0000" font-weight="bold">cd');
	});

	test('has a sign that fonts draw in different widths alone, and a wide one in two columns', () => {
		const wide = [...row('日', { width: 2 }), ...row('x').map(cell => ({ ...cell, text: '', width: 0 })), ...row('a')];
		expect(written(picture([row('a↯b')], 'title', 'words'))).toEqual(['16 9 a', '25 9 ↯', '34 9 b']);
		expect(written(picture([wide], 'title', 'words'))).toEqual(['16 18 日', '34 9 a']);
	});
});

test('lines are drawn and not written, and those that follow each other are one', () => {
	const svg = picture([row('─── a')], 'title', 'words');
	expect(written(svg)).toEqual(['52 9 a']);
	expect(svg).toContain('d="M16 51.5H43"');
});

test('a corner meets the lines beside and below it', () => {
	const svg = picture([row('╭─'), row('│ ')], 'title', 'words');
	expect(svg).toContain('M20.5 61Q20.5 51.5 25 51.5');
	expect(svg).toContain('M25 51.5H34');
	expect(svg).toContain('M20.5 61V80');
});

test('a background lies behind its cells alone', () => {
	const svg = picture([[...row('a '), ...row(' b ', { background: '#00ff00' })]], 'title', 'words');
	expect(svg).toContain('<rect x="34" y="42" width="27" height="19" fill="#00ff00"/>');
});

test('the same screen is drawn in the same bytes', () => {
	const draw = () => picture([row('a ● b'), row('█ ✗ ▶')], 'title', 'words');
	expect(draw()).toBe(draw());
});
