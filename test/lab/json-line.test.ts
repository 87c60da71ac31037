import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabEvent } from '../../source/events/events.ts';
import { jsonLine, printedLine } from '../../source/lab/json-line.ts';
import { anyEvent } from '../fixtures/any-event.ts';

/** What the slow and simple way gives. */
function asJson({ type, time, ...fields }: Readonly<Record<string, unknown>>): unknown {
	const bytes = Object.entries(fields).map(([key, value]) =>
		value instanceof Uint8Array ? [key, Buffer.from(value).toString('base64')] : [key, value],
	);
	const at = new Date(Number(time)).toISOString();
	return JSON.parse(JSON.stringify({ type, time: at, ...Object.fromEntries(bytes) }));
}

test('any event is the same object as by JSON.stringify', () => {
	fc.assert(
		fc.property(anyEvent, event => {
			const line = jsonLine(event);
			expect(JSON.parse(line)).toEqual(asJson({ ...event }));
			expect(line).toMatch(/^\{"type":"[a-z-]+","time":"[^"]+Z"/);
		}),
		{ numRuns: 500 },
	);
});

test('any text comes back as it was, and nothing of it reaches a terminal that could steer it', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), why => {
			const line = jsonLine({ type: 'poem-skipped', time: 0, file: 'x', why });
			expect(JSON.parse(line).why).toBe(why);
			expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
		}),
	);
});

test('any moment reads as Date writes it, also when the seconds go back', () => {
	fc.assert(
		fc.property(fc.double({ min: 0, max: 4e12, noNaN: true }), time => {
			const { time: told } = JSON.parse(jsonLine({ type: 'poem-skipped', time, file: 'x', why: '' }));
			expect(told).toBe(new Date(time).toISOString());
		}),
	);
});

test('the time that never goes back has three decimals, also where they round up to the next second', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.double({ min: 0, max: 4e12, noNaN: true }), fc.constantFrom(0.4, 999.9996, 1_999.9999)),
			time => {
				const line = jsonLine({ type: 'poem-skipped', time, file: 'x', why: '' }, { hasTimeMs: true });
				expect(line).toMatch(/"timeMs":\d+\.\d{3},/);
				expect(Math.abs(JSON.parse(line).timeMs - time)).toBeLessThan(0.000_51 + time * Number.EPSILON);
			},
		),
	);
});

test('a number that JSON has no words for is null, and what is not there is left out', () => {
	const event = { type: 'poem-skipped', time: 0, file: 'x', why: '', ageMs: Number.NaN, bound: undefined } as const;
	expect(JSON.parse(jsonLine(event))).toEqual({ ...(asJson(event) as object), ageMs: null });
});

test('says what the wall clock said once it was set, and keeps the time that never goes back beside it', () => {
	const event: LabEvent = { type: 'server-closed', time: 1_700_000_000_000.25, server: 'poetry/a' };
	expect(JSON.parse(printedLine(event, 0))).toEqual({ ...event, time: '2023-11-14T22:13:20.000Z' });
	const { time, timeMs } = JSON.parse(printedLine(event, -3_600_000));
	expect([time, timeMs]).toEqual(['2023-11-14T21:13:20.000Z', 1_700_000_000_000.25]);
});
