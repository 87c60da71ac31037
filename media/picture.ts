import type { Cell } from './cells.ts';
import { palette } from './palette.ts';
import { drawingOf } from './signs.ts';

/** A cell's size: fifteen units of any font for terminals are nine wide. */
const cell = { width: 9, height: 19, fontSize: 15, baseline: 14 } as const;
const padding = 16;
const barHeight = 34;
const fonts = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/** Some text in one style, which no font may make wider or narrower than its columns. */
interface Run {
	readonly column: number;
	readonly columns: number;
	readonly text: string;
	readonly colour: string;
	readonly bold: boolean;
}

/** A terminal's screen as an SVG picture of a window with this title; the words tell those who do not see it what it shows. */
export function picture(rows: readonly (readonly Cell[])[], title: string, words: string): string {
	const columns = Math.max(...rows.map(row => row.length));
	const width = columns * cell.width + 2 * padding;
	const height = rows.length * cell.height + barHeight + 1.5 * padding;
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escaped(words)}</title>`,
		`<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10" fill="${palette.background}" stroke="${palette.frame}"/>`,
		`<path d="M1 ${barHeight}V10.5a9.5 9.5 0 0 1 9.5-9.5H${width - 10.5}a9.5 9.5 0 0 1 9.5 9.5V${barHeight}z" fill="${palette.bar}"/>`,
		...[0, 1, 2].map(index => `<circle cx="${20 + index * 18}" cy="17" r="5.5" fill="${palette.frame}"/>`),
		`<g font-family="${fonts}" font-size="${cell.fontSize}">`,
		`<text x="${width / 2}" y="22" text-anchor="middle" font-size="13" fill="${palette.title}">${escaped(title)}</text>`,
		...rows.flatMap(backgrounds),
		...rows.map(textOf).filter(line => line !== ''),
		'</g>',
		...drawings(rows),
		'</svg>',
	].join('\n')}\n`;
}

function placeOf(row: number, column: number) {
	const { width, height } = cell;
	return { x: padding + column * width, y: barHeight + padding / 2 + row * height, width, height };
}

function backgrounds(row: readonly Cell[], index: number): readonly string[] {
	const rects: { column: number; columns: number; background: string }[] = [];
	for (const [column, { background, width }] of row.entries()) {
		const last = rects.at(-1);
		if (background === undefined) {
			continue;
		}
		if (last !== undefined && last.background === background && last.column + last.columns === column) {
			last.columns += Math.max(width, 1);
		} else {
			rects.push({ column, columns: Math.max(width, 1), background });
		}
	}
	return rects.map(({ column, columns, background }) => {
		const { x, y } = placeOf(index, column);
		return `<rect x="${x}" y="${y}" width="${columns * cell.width}" height="${cell.height}" fill="${background}"/>`;
	});
}

function textOf(row: readonly Cell[], index: number): string {
	const spans = runsOf(row).map(({ column, columns, text, colour, bold }) => {
		const weight = bold ? ' font-weight="bold"' : '';
		const { x } = placeOf(index, column);
		return `<tspan x="${x}" textLength="${columns * cell.width}" fill="${colour}"${weight}>${escaped(text)}</tspan>`;
	});
	return spans.length === 0 ? '' : `<text y="${placeOf(index, 0).y + cell.baseline}">${spans.join('')}</text>`;
}

/** The words of a row, each with those that follow it after one space in the same style; rare signs stand alone. */
function runsOf(row: readonly Cell[]): readonly Run[] {
	const runs: Run[] = [];
	for (const [column, { text, width, colour, bold }] of row.entries()) {
		if (text.trim() === '' || drawingOf(text, placeOf(0, column)) !== undefined) {
			continue;
		}
		const last = runs.at(-1);
		const gap = last === undefined ? Number.POSITIVE_INFINITY : column - last.column - last.columns;
		const goesOn = gap <= 1 && isCommon(text) && last !== undefined && isCommon(last.text);
		const between = gap === 1 ? row[column - 1]?.text.trim() : '';
		if (last !== undefined && goesOn && between === '' && last.colour === colour && last.bold === bold) {
			runs[runs.length - 1] = {
				...last,
				columns: last.columns + gap + width,
				text: `${last.text}${' '.repeat(gap)}${text}`,
			};
		} else {
			runs.push({ column, columns: width, text, colour, bold });
		}
	}
	return runs;
}

/** Whether every font for terminals has all of these characters, as wide as one another. */
function isCommon(text: string): boolean {
	return /^[\u0020-\u007e\u00a1-\u017f‘’“”…–—]+$/u.test(text);
}

/** The lines and shapes of all rows, those of one colour and weight as one path. */
function drawings(rows: readonly (readonly Cell[])[]): readonly string[] {
	const paths = new Map<string, string[]>();
	for (const [row, cells] of rows.entries()) {
		for (const [column, { text, colour }] of cells.entries()) {
			const drawing = drawingOf(text, placeOf(row, column));
			if (drawing !== undefined) {
				const { kind, weight, path } = drawing;
				const look = kind === 'shape' ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="${weight}"`;
				paths.set(look, [...(paths.get(look) ?? []), path]);
			}
		}
	}
	return [...paths].map(([look, parts]) => `<path ${look} d="${joined(parts.join(''))}"/>`);
}

/** Lines to the right that follow each other, as one. */
function joined(path: string): string {
	let before = '';
	let now = path;
	while (now !== before) {
		before = now;
		now = now.replaceAll(/M([\d.]+) ([\d.]+)H([\d.]+)M\3 \2H([\d.]+)/g, 'M$1 $2H$4');
	}
	return now;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
