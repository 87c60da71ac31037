import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownText, visibleJson, visibleLine, visibleText } from '../../source/wire/visible-text.ts';
import { usedMs } from '../fixtures/used-ms.ts';

test.each([
	['an escape sequence', '\u001b[31mred', '␛[31mred'],
	['a bell, a backspace and DEL', '\u0007\b\u007f', '␇␈␡'],
	['an escape sequence of C1', '\u009b31m', '‹U+009B›31m'],
	['a lone carriage return', 'a\rb', 'a␍b'],
	['a CR LF', 'a\r\nb', 'a\nb'],
	['a tab', 'a\tb', 'a    b'],
	['a bidi override', 'a\u202eb', 'a‹U+202E›b'],
	['a zero-width joiner', '\u{1f469}\u200d\u{1f467}', '\u{1f469}‹U+200D›\u{1f467}'],
	['a byte order mark', '\ufeffa', '‹U+FEFF›a'],
	['a line separator', 'a\u2028b', 'a‹U+2028›b'],
	['a lone surrogate', 'a\ud800b', 'a‹U+D800›b'],
	['a tag character', '\u{e0041}', '‹U+E0041›'],
	['a Hangul filler, which is drawn as nothing', '\u3164', '‹U+3164›'],
	['a colourful heart', '\u2764\ufe0f', '\u2764'],
	['a selector in a keycap', '1\ufe0f\u20e3', '1\u20e3'],
	['a selector after a letter', 'a\ufe0f', 'a‹U+FE0F›'],
	['a mark without its letter', '\u0301a\n\u0301', '◌\u0301a\n◌\u0301'],
	['a tower of marks', `e${'\u0301'.repeat(8)}!`, `e${'\u0301'.repeat(6)}◌\u0301◌\u0301!`],
	[
		'a Thai am without its letter, or on a tower of marks',
		`\u0e33\n\u0eb3 ก${'\u0e49'.repeat(6)}\u0e33`,
		`◌\u0e33\n◌\u0eb3 ก${'\u0e49'.repeat(6)}◌\u0e33`,
	],
	['a forged form of ours', '‹U+202E›', '‹U+2039›U+202E›'],
])('%s is made visible', (_what, text, visible) => {
	expect(visibleText(text)).toBe(visible);
});

test.each([
	'Naïve café, Ἄνδρα μοι ἔννεπε',
	'古池や蛙飛びこむ水の音',
	'e\u0301',
	'בְּרֵאשִׁ֖ית',
	'नमस्ते',
	'قفا نبك',
	'“—”\n\n  ¡',
	'‹guillemets›',
])('%j stays as it is', text => {
	expect(visibleText(text)).toBe(text);
});

const anything = fc
	.array(
		fc.oneof(
			fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
			fc.integer({ min: 0, max: 0x10ffff }).map(point => String.fromCodePoint(point)),
			fc.integer({ min: 0x300, max: 0x36f }).map(point => String.fromCodePoint(point)),
			fc.constantFrom(
				'\u001b',
				'\u009b',
				'\u200d',
				'\u202e',
				'\ufe0f',
				'❤',
				'‹U+',
				'›',
				'\ud83d',
				'\udc69',
				'\r',
				'\n',
			),
		),
	)
	.map(parts => parts.join(''));

test('what is visible stays as it is when it is shown once more, and again', () => {
	fc.assert(
		fc.property(anything, text => {
			const visible = visibleText(text);
			expect(shownText(visible)).toBe(visible);
			expect(shownText(shownText(text))).toBe(shownText(text));
		}),
		{ numRuns: 2000 },
	);
});

test('a line of a stranger’s text is one line, and no longer than anybody reads', () => {
	fc.assert(
		fc.property(anything, text => {
			expect(visibleLine(text)).not.toContain('\n');
		}),
	);
	expect(visibleLine('a\nb')).toBe('a␊b');
	expect(visibleLine('\u202e'.repeat(100_000)).length).toBeLessThan(20_000);
});

test('JSON made visible reads as the same value, and has no character that a terminal would obey or hide', () => {
	fc.assert(
		fc.property(anything, text => {
			const json = visibleJson({ [text]: [text] });
			expect(JSON.parse(json)).toEqual({ [text]: [text] });
			expect(json).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
		}),
		{ numRuns: 2000 },
	);
});

test('a million hostile characters take time in proportion to their number', () => {
	const took = (text: string): number => usedMs(() => visibleText(text));
	for (const bad of ['\u0301', '\u001b[31m', '\u202e', '\ufe0f', '‹U+', '\ud800']) {
		took(bad.repeat(10_000));
		expect(took(bad.repeat(200_000)), JSON.stringify(bad)).toBeLessThan(4_000);
	}
});

test('no control, format or invisible character but the line feed is left of any text', () => {
	const anything = fc.array(
		fc.oneof(
			fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
			fc.integer({ min: 0, max: 0x10ffff }).map(point => String.fromCodePoint(point)),
			fc.constantFrom(
				'\u001b',
				'\u009b',
				'\u200d',
				'\u202e',
				'\u2066',
				'\ufe0f',
				'\u{e0100}',
				'\ud83d',
				'\udc69',
				'\r',
				'\n',
			),
		),
	);
	fc.assert(
		fc.property(anything, parts => {
			const visible = visibleText(parts.join(''));
			expect(visible.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
		}),
		{ numRuns: 2000 },
	);
});

test('the visible form of a text is bounded by its length', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), text => {
			expect(visibleText(text).length).toBeLessThanOrEqual(text.length * 10);
		}),
	);
});
