import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPoemWrapper, type PoemText } from '../../../../source/ui/panels/poem/poem-text.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { usedMs } from '../../../fixtures/used-ms.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const all = (text: PoemText): readonly string[] => text.rows(0, text.rowCount);

describe('a poem in rows', () => {
	it('is the same, however its bytes were cut on their way', () => {
		const poem = encode('The Ecstasy\n\n雨ニモマケズ 風ニモマケズ\r\nnaïve 👩‍👩‍👧 end');
		const whole = all(createPoemWrapper()(poem, 14, true));
		fc.assert(
			fc.property(fc.array(fc.nat(poem.length)), cuts => {
				const wrap = createPoemWrapper();
				for (const cut of [...cuts].sort((a, b) => a - b)) {
					wrap(poem.subarray(0, cut), 14, false);
				}
				wrap(poem, 14, false);
				expect(all(wrap(poem, 14, true))).toEqual(whole);
			}),
		);
	});

	it('does not show half a character while it arrives', () => {
		const wrap = createPoemWrapper();
		const poem = encode('雨');
		expect(all(wrap(poem.subarray(0, 2), 20, false))).toEqual([]);
		expect(all(wrap(poem, 20, false))).toEqual(['雨']);
	});

	it('starts again when another poem comes, or the panel has another width', () => {
		const wrap = createPoemWrapper();
		wrap(encode('one two three'), 20, true);
		expect(all(wrap(encode('ONE TWO THREE'), 20, true))).toEqual(['ONE TWO THREE']);
		expect(all(wrap(encode('ONE TWO THREE'), 9, true))).toEqual(['ONE TWO', '  THREE']);
	});

	it('counts rows of the panel, and knows which line of the poem each belongs to', () => {
		const text = createPoemWrapper()(encode('one two three\nfour\n'), 9, true);
		expect(text.rowCount).toBe(3);
		expect([0, 1, 2].map(row => text.lineAt(row))).toEqual([0, 0, 1]);
	});

	it('makes control characters visible', () => {
		expect(all(createPoemWrapper()(encode('a\u001b[2Jb\u0007'), 20, true))).toEqual(['a␛[2Jb␇']);
	});

	it('wraps only what came since: 256 KiB in 1,000 pieces costs far less than 1,000 poems', () => {
		const poem = encode(
			'Where, like a pillow on a bed, a pregnant bank swell’d up to rest\n'.repeat(3_900).slice(0, 262_144),
		);
		const wrap = createPoemWrapper();
		const pieces = usedMs(() => {
			for (let piece = 1; piece <= 1_000; piece += 1) {
				wrap(poem.subarray(0, Math.ceil((poem.length * piece) / 1_000)), 40, false).rows(0, 40);
			}
		});
		expect(pieces).toBeLessThan(usedMs(() => createPoemWrapper()(poem, 40, true)) * 100);
	});

	it('bounds what one endless line costs, and keeps its rows in the panel', () => {
		const wrap = createPoemWrapper();
		const text = wrap(encode('雨'.repeat(80_000)), 40, false);
		expect(Math.max(...text.rows(text.rowCount - 50, 50).map(textWidth))).toBeLessThanOrEqual(40);
	});
});
