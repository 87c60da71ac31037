import { expect, test } from 'vitest';
import { formatEvent } from '../../../source/cli/output/format-event.ts';
import type { OutcomeEvent } from '../../../source/lab/outcome-event.ts';
import { closed, opened } from '../../fixtures/events.ts';

const words = (event: OutcomeEvent) => formatEvent(event).slice('00:00:00.000  '.length).replaceAll(/ +/g, ' ');

test.each<[OutcomeEvent, string]>([
	[opened(7), 'poetry/a #7 opened'],
	[closed(7), 'poetry/a #7 closed: ended, 0 B in, 6 B out, 10 ms'],
	[
		closed(7, 'poetry/a', { how: 'over-bound', bound: 'read-time' }),
		'poetry/a #7 closed: over bound (read-time), 0 B in, 6 B out, 10 ms',
	],
	[
		{ type: 'cache-hit', time: 0, server: 'proxy/a', connection: 8, bytes: 3000, ageMs: 1500 },
		'proxy/a #8 HIT 3.0 kB, 1.5 s old',
	],
	[
		{ type: 'cache-hit', time: 0, server: 'proxy/a', connection: 8, bytes: 3000, ageMs: 1500, from: 'class' },
		'proxy/a #8 HIT class 3.0 kB, 1.5 s old',
	],
	[
		{
			type: 'cache-collapsed',
			time: 0,
			server: 'proxy/a',
			connection: 8,
			fetch: 3,
			bytesSoFar: 0,
			lab: 'bo\u001b@mac',
		},
		'proxy/a #8 COLLAPSED with bo␛@mac, waits on fetch 3',
	],
	[
		{ type: 'class-away', time: 0, engine: 'mac:7000', code: 'full', why: 'mac:7000: its memory is full (maxmemory)' },
		' the class is AWAY: mac:7000: its memory is full (maxmemory); this lab goes on alone, and tries again',
	],
	[
		{ type: 'class-answered', time: 0, server: 'proxy/a', fetch: 3, answer: 'lead', durationMs: 1 },
		'proxy/a the class answers: the lease is ours, fetch 3, 1.0 ms',
	],
	[
		{
			type: 'class-followed',
			time: 0,
			server: 'proxy/a',
			fetch: 3,
			lab: 'bo',
			bytes: 9,
			code: 'reset',
			why: 'bo is gone',
			durationMs: 1,
		},
		'proxy/a fetch 3 no longer follows bo: bo is gone',
	],
	[
		{ type: 'class-released', time: 0, server: 'proxy/a', fetch: 3, how: 'given-up', bytes: 9, chunks: 1 },
		'proxy/a lease released: given up, fetch 3, 9 B published',
	],
	[
		{ type: 'transform-refused', time: 0, server: 'transform', connection: 9, code: 'no-dot', why: 'no dot' },
		'transform #9 REFUSED no dot',
	],
	[
		{ type: 'recording-stopped', time: 0, path: 'f.jsonl', events: 12, bytes: 3000, why: 'the disk is full' },
		' recording STOPPED, 12 events, 3.0 kB, in f.jsonl: the disk is full',
	],
	[
		{ type: 'fetch-failed', time: 0, server: 'proxy/a', fetch: 3, code: 'cancelled', why: 'cancelled', durationMs: 12 },
		'proxy/a fetch 3 cancelled, 12 ms',
	],
	[
		{
			type: 'lesson-progressed',
			time: 0,
			lesson: 'by-hand',
			title: 'By hand',
			step: 2,
			steps: 5,
			tries: 3,
			happened: false,
			done: 1,
		},
		' lesson by-hand, step 2: no guess, 3 other tries, not done yet',
	],
	[
		{
			type: 'lesson-progressed',
			time: 0,
			lesson: 'by-hand',
			title: 'By hand',
			step: 2,
			steps: 5,
			guess: 'a HIT',
			held: false,
			tries: 1,
			happened: true,
			done: 1,
		},
		' lesson by-hand, step 2: guessed “a HIT”, which is not what happened, 1 other try',
	],
	[
		{
			type: 'lesson-done',
			time: 0,
			lesson: 'by-hand',
			steps: [
				{ guess: 'a HIT', held: true, tries: 0, happened: true },
				{ guess: 'a MISS', held: false, tries: 0, happened: true },
				{ tries: 0, happened: true },
			],
		},
		' lesson by-hand DONE: 1 of 2 guesses held',
	],
	[{ type: 'clock-changed', time: 0, shiftMs: -7_200_000 }, ' the clock was SET back by 2h 00m'],
	[{ type: 'ready', time: 0, servers: 17, failed: 1 }, ' ready: 17 servers, 1 failed'],
])('%j reads “%s”', (event, expected) => {
	expect(words(event)).toBe(expected);
});

test('a line begins with the time of day that the clock showed', () => {
	const time = new Date(2026, 0, 1, 12, 30, 15, 250).getTime();
	expect(formatEvent({ ...opened(7), time }, 3_600_000)).toMatch(/^13:30:15\.250 /);
});

test('a stranger’s control characters are made visible', () => {
	const refused: OutcomeEvent = {
		type: 'transform-refused',
		time: 0,
		server: 'transform',
		connection: 1,
		code: 'unknown-transform',
		why: 'no transform is called \u001b[2J\u009b31m\u202e',
	};
	expect(formatEvent(refused)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
