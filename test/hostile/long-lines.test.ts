import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../../source/events/events.ts';
import { exchangeViews } from '../../source/ui/inspector/exchange-views.ts';
import { createDetailStore } from '../../source/ui/inspector/trace/detail.ts';
import { createPoemWrapper } from '../../source/ui/panels/poem/poem-text.ts';
import { clipText } from '../../source/ui/text/rows.ts';
import { textWidth } from '../../source/ui/text/width.ts';
import { visibleLine, visibleText } from '../../source/wire/visible-text.ts';
import { createFakeLab } from '../fixtures/fake-lab.ts';
import { usedMs } from '../fixtures/used-ms.ts';
import { drawnView } from '../ui/inspector/drawn-view.tsx';

/** Lines of 100,000 characters each, of which every kind once took time in proportion to its square, or far too much of it. */
const lines: Readonly<Record<string, string>> = {
	letters: 'x'.repeat(100_000),
	words: 'word '.repeat(20_000),
	'wide characters': '古'.repeat(100_000),
	marks: '\u0301'.repeat(100_000),
	'towers of marks': 'Z\u0301\u0323\u0301\u0301\u0301\u0301\u0301\u0301\u0301'.repeat(10_000),
	joiners: '\u{1f389}\u200d'.repeat(33_334),
	'bidi overrides': '\u202e'.repeat(100_000),
	'lone surrogates': '\ud800'.repeat(100_000),
	escapes: '\u001b[31m'.repeat(20_000),
	conjuncts: 'क्षत्रिय '.repeat(11_112),
};

/** Ten times what it takes on a slow machine; what is quadratic takes a minute and more. */
const mostMs = 4_000;

describe.each(Object.entries(lines))('a line of 100,000 characters, of %s,', (_what, line) => {
	test('is made visible, wrapped and cut in little time', () => {
		expect(usedMs(() => visibleText(line))).toBeLessThan(mostMs);
		expect(usedMs(() => createPoemWrapper()(Buffer.from(line), 60, true).rows(0, 30))).toBeLessThan(mostMs);
		expect(usedMs(() => clipText(visibleLine(line), 60))).toBeLessThan(mostMs / 10);
	});

	test('has no row that is wider than the poem’s panel', () => {
		const text = createPoemWrapper()(Buffer.from(line), 60, true);
		expect(Math.max(...text.rows(0, text.rowCount).map(textWidth))).toBeLessThanOrEqual(60);
	});

	test('is the same poem in rows whether it came at once or in a hundred pieces, and growing costs little', () => {
		const poem = Buffer.from(line);
		const whole = createPoemWrapper()(poem, 60, true);
		const grow = createPoemWrapper();
		const step = Math.ceil(poem.length / 100);
		const grownMs = usedMs(() => {
			for (let at = step; at < poem.length; at += step) {
				grow(poem.subarray(0, at), 60, false);
			}
		});
		const grown = grow(poem, 60, true);
		expect(grown.rows(0, grown.rowCount)).toEqual(whole.rows(0, whole.rowCount));
		expect(grownMs).toBeLessThan(mostMs * 2);
	});

	test.each(['ladder', 'bytes', 'why', 'times'] as const)('opens in the inspector in little time: %s', async view => {
		const store = createDetailStore(
			Object.assign(createFakeLab(), { detail: () => Promise.resolve(refusedRequest(line)) }),
		);
		const told = new Promise<void>(resolve => store.subscribe(resolve));
		store.show(1);
		await told;
		const detail = store.current();
		if (detail.status !== 'here') {
			throw new Error(`the detail is ${detail.status}`);
		}
		expect(usedMs(() => drawnView(exchangeViews[view], detail, { width: 100, height: 30 }))).toBeLessThan(mostMs);
	});
});

function refusedRequest(line: string): readonly LabEvent[] {
	const of = { server: 'transform', connection: 1 } as const;
	const payload = `x.${line}`;
	const data = Buffer.from(`${Buffer.byteLength(payload)}:${payload},`);
	return [
		{ type: 'connection-opened', time: 1, ...of, peerHost: '192.0.2.1', peerPort: 5 },
		{ type: 'bytes-received', time: 2, ...of, data },
		{ type: 'transform-requested', time: 3, ...of, transform: line, bytes: line.length },
		{ type: 'transform-refused', time: 4, ...of, code: 'unknown-transform', why: line, transform: line },
		{ type: 'connection-closed', time: 5, ...of, bytesIn: data.length, bytesOut: 0, how: 'refused', durationMs: 4 },
	];
}
