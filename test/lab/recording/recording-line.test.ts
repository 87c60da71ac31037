import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { jsonLine } from '../../../source/lab/json-line.ts';
import { dataLength } from '../../../source/lab/model/data-length.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { parseRecordingLine } from '../../../source/lab/recording/recording-line.ts';
import { WrittenBytes } from '../../../source/lab/recording/written-bytes.ts';
import { anyEvent } from '../../fixtures/any-event.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';
import { applyEvents, snapshotOf } from '../../fixtures/lab-state.ts';
import { recordingLine } from '../../fixtures/recordings.ts';

/** The event as a recording keeps it: of bytes, the first 4 KiB. */
function cut(event: LabEvent): LabEvent {
	if ('data' in event && event.data.length > 4_096) {
		return { ...event, data: event.data.slice(0, 4_096), dataBytes: event.data.length };
	}
	return 'poem' in event ? { ...event, poem: event.poem.slice(0, 4_096) } : event;
}

test('what is read from a line is what was written, for every event, with its bytes up to 4 KiB', () => {
	fc.assert(
		fc.property(anyEvent, event => {
			const line = recordingLine(event);
			expect(line).not.toContain('\n');
			expect(parseRecordingLine(line)).toEqual(cut(event));
		}),
		{ numRuns: 1_000 },
	);
});

test('of events in a row, bytes that come again are written once, and read as they were', () => {
	fc.assert(
		fc.property(fc.array(anyEvent, { maxLength: 20 }), events => {
			const [written, kept] = [new WrittenBytes(), new Map<string, Uint8Array>()];
			const twice = [...events, ...events];
			const lines = twice.map(event => recordingLine(event, 0, written));
			expect(lines.map(line => parseRecordingLine(line, kept))).toEqual(twice.map(cut));
			for (const line of lines.slice(events.length)) {
				expect(line).not.toMatch(/Hash":"[^"]+","(data|poem)":/);
			}
		}),
	);
});

test('bytes that a line only names are missing where they are not kept, and still count with their length', () => {
	const sent: LabEvent = { type: 'bytes-sent', time: 1, server: 'a', connection: 1, data: Buffer.alloc(3_000, 'x') };
	const written = new WrittenBytes();
	const [first = '', again = ''] = [recordingLine(sent, 0, written), recordingLine(sent, 0, written)];
	expect(again.length).toBeLessThan(200);
	expect(parseRecordingLine(again, new Map())).toEqual({ ...sent, data: new Uint8Array(), dataBytes: 3_000 });
	// What stands beside a hash that is not its own is not what another line means by that hash.
	const kept = new Map<string, Uint8Array>();
	parseRecordingLine(first.replace(/"dataHash":"[^"]+"/, '"dataHash":"AAAAAAAAAAAAAAAAAAAAAAAA"'), kept);
	expect(kept.size).toBe(0);
});

test('a recording of before bytes were named opens with the bytes of each line', () => {
	const data = Buffer.alloc(100, 'x').toString('base64');
	const line = `{"type":"bytes-sent","time":"2026-11-26T07:21:46.493Z","timeMs":1795677706493.196,"server":"poetry/a","connection":12,"data":"${data}"}`;
	for (const kept of [undefined, new Map<string, Uint8Array>()]) {
		expect(parseRecordingLine(line, kept)).toMatchObject({ type: 'bytes-sent', data: new Uint8Array(100).fill(120) });
	}
});

test('a mark of byte order before a line, and a carriage return behind it, cost nothing', () => {
	const line = recordingLine(opened(1));
	expect(parseRecordingLine(`\ufeff${line}\r`)).toEqual(parseRecordingLine(line));
	expect(parseRecordingLine(line)).toBeDefined();
});

test('what was read is written again with the same fields', () => {
	fc.assert(
		fc.property(anyEvent, event => {
			const line = recordingLine(event);
			const again = parseRecordingLine(line);
			expect(again && JSON.parse(recordingLine(again))).toEqual(JSON.parse(line));
		}),
	);
});

test('a line is what serve --json prints, and its time with three decimals', () => {
	const event: LabEvent = { ...opened(1), time: 1_000.123_4 };
	const { timeMs, ...printed } = JSON.parse(recordingLine(event));
	expect(timeMs).toBe(1_000.123);
	expect(printed).toEqual(JSON.parse(jsonLine(event)));
});

test('a line of serve --json is read too, with its time in whole milliseconds', () => {
	expect(parseRecordingLine(jsonLine({ ...closed(1), time: 1_700_000_000_000.9 }))).toEqual({
		...closed(1),
		time: 1_700_000_000_000,
	});
});

test.each([Buffer.from('chunk'), new Uint8Array([0, 255, 10])])('bytes are printed in base64: %s', data => {
	const sent: LabEvent = { type: 'bytes-sent', time: 1, server: 'a', connection: 1, data };
	expect(JSON.parse(jsonLine(sent)).data).toBe(Buffer.from(data).toString('base64'));
});

test('a chunk that was cut still counts with its true length', () => {
	const sent: LabEvent = { type: 'bytes-sent', time: 1, server: 'poetry/a', connection: 1, data: Buffer.alloc(60_000) };
	const read = parseRecordingLine(recordingLine(sent));
	expect(read?.type === 'bytes-sent' && [read.data.length, dataLength(read)]).toEqual([4_096, 60_000]);
	const state = applyEvents(noState, [...listening, opened(1), ...(read ? [read] : [])]);
	expect(state.open.get(1)?.bytesOut).toBe(60_000);
});

test('a poem of which a chunk was cut shows its beginning, without a gap, and counts all of it', () => {
	const start: LabEvent[] = [
		{ type: 'fetch-started', time: 1, fetch: 1, host: 'h', port: 1, transforms: [] },
		{ type: 'dial-started', time: 1, dial: 2, fetch: 1, host: 'h', port: 1, purpose: 'poem' },
	];
	const received = (text: string): LabEvent => ({
		type: 'dial-received',
		time: 2,
		dial: 2,
		fetch: 1,
		data: Buffer.from(text),
	});
	const read = [...start, received('a'.repeat(5_000)), received('b')].flatMap(
		event => parseRecordingLine(recordingLine(event)) ?? [],
	);
	for (const state of [applyEvents(noState, read), read.reduce((s, e) => applyEvents(s, [e]), noState)]) {
		expect(Buffer.from(state.fetch?.poem ?? []).toString()).toBe('a'.repeat(4_096));
		expect(state.fetch?.poemBytes).toBe(5_001);
	}
});

describe('a damaged line is no event:', () => {
	const good = JSON.parse(recordingLine(closed(1))) as Record<string, unknown>;
	const sent = JSON.parse(
		recordingLine({ type: 'bytes-sent', time: 1, server: 'a', connection: 1, data: Buffer.from('abc') }),
	) as Record<string, unknown>;

	test.each([
		['nothing', ''],
		['half a line', recordingLine(closed(1)).slice(0, 40)],
		['no object', '7'],
		['null', 'null'],
		['a list', '[]'],
		['no type', '{}'],
		['a type of an object’s own', '{"type":"constructor","time":"2024-01-01T00:00:00Z"}'],
		['an unknown type', JSON.stringify({ ...good, type: 'connection-eaten' })],
		['a type that is none', JSON.stringify({ ...good, type: ['connection-closed'] })],
		['a time that is none', JSON.stringify({ ...good, time: 'soon', timeMs: undefined })],
		['a time that can not be shown', JSON.stringify({ ...good, timeMs: 1e300 })],
		['a time before 1970', JSON.stringify({ ...good, timeMs: -1 })],
		['a field that is not there', JSON.stringify({ ...good, server: undefined })],
		['a field of another type', JSON.stringify({ ...good, server: { toString: 'a' } })],
		['an id that is text', JSON.stringify({ ...good, connection: '1' })],
		['an id that is a part', JSON.stringify({ ...good, connection: 1.5 })],
		['a length below 0', JSON.stringify({ ...good, bytesOut: -1 })],
		['an end that there is not', JSON.stringify({ ...good, how: 'exploded' })],
		['an optional field that is null', JSON.stringify({ ...good, bound: null })],
		['a duration that is none', JSON.stringify({ ...good, durationMs: null })],
		['bytes that are not base64', JSON.stringify({ ...sent, data: 'a*b*' })],
		['bytes that are a list', JSON.stringify({ ...sent, data: [1, 2] })],
		['bytes that are longer than their length', JSON.stringify({ ...sent, dataBytes: 2 })],
		['a port that there is not', JSON.stringify({ ...JSON.parse(recordingLine(opened(1))), peerPort: 65_536 })],
		[
			'a transform without its name',
			'{"type":"transforms-loaded","time":"2024-01-01T00:00:00Z","transforms":[{"summary":"a"}],"problems":[]}',
		],
	])('%s', (_, line) => {
		expect(parseRecordingLine(line)).toBeUndefined();
	});
});

test('what is not known of an event is left out, and nothing of it reaches a prototype', () => {
	const line = recordingLine(closed(1)).replace('{', '{"__proto__":{"bound":"x"},"constructor":1,');
	expect(parseRecordingLine(line)).toEqual(closed(1));
});

test('a text without end is cut', () => {
	const line = recordingLine({ ...opened(1), peerHost: 'x'.repeat(1_000_000) });
	expect(line.length).toBeLessThan(5_000);
	const read = parseRecordingLine(jsonLine({ ...opened(1), peerHost: 'x'.repeat(1_000_000) }));
	expect(read?.type === 'connection-opened' && read.peerHost).toBe(`${'x'.repeat(4_095)}…`);
});

test('whatever a line holds, what is read from it neither breaks the reducer nor the snapshot', () => {
	const value = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 0, 1, 1e308, 'a', '', null, [], {}));
	const hostile = fc
		.tuple(anyEvent, fc.dictionary(fc.string(), value), fc.array(fc.tuple(fc.nat(), value), { maxLength: 2 }))
		.map(([event, more, changes]) => {
			const fields = JSON.parse(recordingLine(event)) as Record<string, unknown>;
			for (const [at, changed] of changes) {
				const keys = Object.keys(fields);
				fields[keys[at % keys.length] ?? ''] = changed;
			}
			return JSON.stringify({ ...fields, ...more });
		});
	fc.assert(
		fc.property(fc.array(hostile, { maxLength: 40 }), lines => {
			const events = lines.flatMap(line => parseRecordingLine(line) ?? []);
			const snapshot = snapshotOf(applyEvents(noState, [...listening, ...events]));
			for (const { openedAt } of snapshot.exchanges) {
				expect(new Date(openedAt).toISOString()).toMatch(/Z$/);
			}
		}),
	);
});
