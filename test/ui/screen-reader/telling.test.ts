import { describe, expect, it } from 'vitest';
import type { CrowdState } from '../../../source/lab/snapshot/crowd-state.ts';
import type { LessonState } from '../../../source/lab/snapshot/lesson-state.ts';
import type { ReplayState } from '../../../source/lab/snapshot/replay-state.ts';
import { createFakeLab, sampleExchange, sampleFetch, sampleSnapshot, sampleTime } from '../../fixtures/fake-lab.ts';
import { listenTo } from './listener.ts';

const lessons = [
	{ name: 'first', title: 'The first lesson', summary: 'What comes first.', done: true },
	{ name: 'second', title: 'The second lesson', summary: 'What comes second.', done: false },
];

const lesson: LessonState = {
	name: 'second',
	title: 'The second lesson',
	step: 1,
	steps: 2,
	text: 'A server waits.',
	code: ['await connect();'],
	task: 'Connect to it.',
	action: 'connect',
	shell: ['nc 127.0.0.1 10000'],
	prediction: { question: 'Who speaks first?', choices: ['The server', 'The client', 'Nobody'] },
	done: false,
	skipped: 0,
	beside: ['traffic', 'poem'],
};

const guessed = { question: 'Who speaks first?', choices: ['The server', 'The client', 'Nobody'], chosen: 1 };

describe('a lesson', () => {
	it('is chosen from a list that is read line by line', () => {
		const lab = createFakeLab(sampleSnapshot({ lessons }));
		const person = listenTo(lab);
		expect(person.press('0')).toEqual([
			'Lessons: 2, 1 done. Enter begins one.',
			'The second lesson, 2 of 2.',
			'What comes second.',
		]);
		expect(person.press('up')).toEqual(['The first lesson, done, 1 of 2.', 'What comes first.']);
		expect(person.press('enter')).toEqual(['The lesson begins.']);
		expect(lab.actions).toEqual([{ type: 'start-lesson', name: 'first' }]);
	});

	it('reads its card, then its choices as they are marked, then only what is new', () => {
		const lab = createFakeLab(sampleSnapshot({ lessons }));
		const person = listenTo(lab);
		person.heard();
		lab.set({ lesson });
		expect(person.heard()).toEqual([
			'Lesson: The second lesson, step 1 of 2.',
			'A server waits.',
			'Code:',
			'await connect();',
			'Guess: Who speaks first?',
			'a: The server',
			'b: The client',
			'c: Nobody',
		]);
		expect(person.press('down')).toEqual(['b: The client']);
		lab.set({ lesson: { ...lesson, prediction: guessed } });
		expect(person.heard()).toEqual([
			'Do it: Connect to it.',
			'Enter: connect.',
			'Or in another terminal; Ctrl+C ends nc:',
			'nc 127.0.0.1 10000',
		]);
		const outcome = { held: false, observed: 'The server did.', explanation: 'It always does.' };
		lab.set({ lesson: { ...lesson, prediction: guessed, outcome } });
		expect(person.heard()).toEqual([
			'Not what happened. You said b: The client',
			'Seen: The server did.',
			'It always does.',
			'Enter: the next step.',
		]);
	});

	it('gives a hint only where it still holds after a moment', () => {
		const lab = createFakeLab(sampleSnapshot({ lessons, lesson: { ...lesson, prediction: guessed } }));
		const person = listenTo(lab);
		person.heard();
		lab.set({ lesson: { ...lesson, prediction: guessed, hint: 'nobody is there yet' } });
		expect(person.wait(500)).toEqual([]);
		lab.set({ lesson: { ...lesson, prediction: guessed } });
		expect(person.wait(5_000)).toEqual([]);
		lab.set({ lesson: { ...lesson, prediction: guessed, hint: 'nobody is there yet' } });
		expect(person.wait(1_000)).toEqual(['Nobody is there yet.']);
	});

	it('says at its end what comes next', () => {
		const lab = createFakeLab(sampleSnapshot({ lessons, lesson }));
		const person = listenTo(lab);
		person.heard();
		lab.set({ lesson: { ...lesson, done: true, skipped: 1, next: 'first' } });
		expect(person.heard()).toEqual([
			'That was the lesson “The second lesson”.',
			'1 step was skipped, so it does not count as done yet.',
			'Enter: the next lesson, “The first lesson”. Escape leaves the lesson.',
		]);
	});
});

describe('a clock that was set', () => {
	it('is told, with how far', () => {
		const lab = createFakeLab(sampleSnapshot());
		const person = listenTo(lab);
		person.heard();
		lab.set({ clockShiftMs: 7_200_000 });
		expect(person.heard()).toEqual(['The clock was set forward by 2 hours 0 minutes.']);
		lab.set({ clockShiftMs: 3_600_000 });
		expect(person.heard()).toEqual(['The clock was set back by 1 hour 0 minutes.']);
	});
});

const crowd: CrowdState = {
	id: 7,
	address: '127.0.0.1:12000',
	server: 'proxy/ecstasy',
	transforms: [],
	clients: 200,
	status: 'running',
	startedAt: sampleTime,
	begun: 200,
	ended: 0,
	whole: 0,
	fellBack: 0,
	failures: [],
	differentPoems: 0,
	bytes: 0,
	latencies: [],
};

describe('a crowd', () => {
	it('is asked for with both of its numbers', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		expect(person.press('c')).toEqual([
			'A crowd at proxy ecstasy.',
			'Type how many. Tab: how many a second. Enter sends it.',
			'Clients: 100',
		]);
		expect(person.press('0')).toEqual(['Clients: 0']);
		expect(person.press('enter')[0]).toMatch(/^Not done: clients is a whole number/);
		expect(person.press('2', 'tab')).toEqual(['Clients: 02', 'A second, or nothing for all at once: ']);
	});

	it('is told as it begins, every few seconds, and with what became of it', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.heard();
		lab.set({ crowd });
		expect(person.heard()).toEqual(['Crowd: 200 clients at proxy ecstasy, all at once.']);
		for (let ended = 1; ended < 60; ended += 1) {
			person.wait(100);
			lab.set({ crowd: { ...crowd, ended } });
		}
		expect(person.written().match(/of 200 ended/g)).toHaveLength(1);
		person.heard();
		lab.set({
			crowd: {
				...crowd,
				status: 'ended',
				ended: 200,
				whole: 198,
				failures: [{ code: 'reset', clients: 2 }],
				durationMs: 2_400,
				bytes: 354_000,
				latencies: [
					{ upToMs: 10, firstByte: 200, whole: 0 },
					{ upToMs: 100, firstByte: 0, whole: 198 },
				],
				firstByteMs: { p50: 5.3, p90: 8, p99: 9.1, max: 9.4 },
				wholeMs: { p50: 31, p90: 60, p99: 88, max: 90 },
				cache: { hits: 0, misses: 1, collapsed: 199, stale: 0, upstreamConnections: 1 },
			},
		});
		expect(person.heard()).toEqual([
			'Crowd ended after 2.4 seconds.',
			'198 whole poems, 2 failed, 0 fell back, 354 kilobytes.',
			'2 reset.',
			'0 hits, 1 miss, 199 collapsed, 1 upstream connection.',
			expect.stringMatching(/^First byte: median [\d.]+ milliseconds, 99 percent within [\d.]+ milliseconds\.$/),
			expect.stringMatching(/^Whole poem: median \d+ milliseconds, 99 percent within \d+ milliseconds\.$/),
		]);
	});
});

const replay: ReplayState = {
	at: 55,
	total: 100,
	time: sampleTime,
	startTime: sampleTime - 5_000,
	endTime: sampleTime + 5_000,
	playing: false,
	speed: 1,
	skippedLines: 2,
};

describe('a recording', () => {
	it('says how long it is, where it stands after each step, and which exchange the step was about', () => {
		const lab = createFakeLab(sampleSnapshot({ replay, fetch: sampleFetch() }));
		const person = listenTo(lab);
		expect(person.heard()[0]).toBe(
			'Recording of 100 events, 10.0 seconds long, 2 damaged lines left out, space plays it, left and right go by one event.',
		);
		person.press('right');
		lab.set({ replay: { ...replay, at: 56 }, exchanges: [sampleExchange({ id: 1, peer: 'client' })] });
		expect(person.heard()).toEqual([
			'Event 56 of 100, 10:30:00.000.',
			'Sent, poetry ecstasy, 3.0 kilobytes, 11 milliseconds, from the client, at 10:30:01.',
		]);
		lab.set({ replay: { ...replay, at: 100, time: sampleTime + 5_000 } });
		expect(person.heard()).toEqual(['Event 100 of 100, 10:30:05.000, the end.']);
		expect(person.press('$')).toEqual(['End.']);
	});

	it('says that it plays and that it paused, and not what a fetch of that time came to', () => {
		const lab = createFakeLab(sampleSnapshot({ replay }));
		const person = listenTo(lab);
		person.heard();
		lab.set({ replay: { ...replay, playing: true } });
		expect(person.heard()).toEqual(['Playing, 1 times as fast as it was.']);
		lab.set({ replay: { ...replay, playing: true, at: 60 }, fetch: sampleFetch() });
		expect(person.heard()).toEqual([]);
		lab.set({ replay: { ...replay, at: 61 } });
		expect(person.heard()).toEqual(['Paused. Event 61 of 100, 10:30:00.000.']);
	});

	it('does not name keys that are of no use in it', () => {
		const keys = listenTo(createFakeLab(sampleSnapshot({ replay }))).press('?');
		expect(keys).toContain('space: play, or pause.');
		expect(keys.join('\n')).not.toMatch(/purge|record/);
	});
});

describe('what lies over the panels only to be read', () => {
	it('is said at once, and the next key is a panel’s again', () => {
		const person = listenTo(createFakeLab());
		expect(person.press('L')).toEqual(['Latency, how long whole poems took.', 'No server has sent a whole poem yet.']);
		expect(person.press('1')[0]).toMatch(/^Servers/);
	});

	it('is said once more, with where the person is, when they come back from the shell', () => {
		const person = listenTo(createFakeLab());
		person.press('3');
		person.reader.again();
		expect(person.heard()).toEqual(['Back in poetry lab.', 'Connections: nobody is connected now.']);
	});
});

describe('transforms', () => {
	it('are picked in their order, and a stranger’s name moves no cursor', () => {
		const transforms = [
			{ name: 'shout', summary: 'Everything in upper case.' },
			{ name: 'evil\u001b[2J', summary: 'Rings\u0007.' },
		];
		const person = listenTo(createFakeLab(sampleSnapshot({ transforms })));
		expect(person.press('t')).toEqual([
			'Transforms: 2. Enter takes one, space picks several. None runs.',
			'shout, off, 1 of 2. Everything in upper case.',
		]);
		expect(person.press('space', 'down')).toEqual(['Runs shout.', 'evil␛[2J, off, 2 of 2. Rings␇.']);
		expect(person.press('space')).toEqual(['Runs shout, then evil␛[2J.']);
		expect(person.press('enter')[0]).toBe('Client: proxy ecstasy, port 12000; transforms shout, evil␛[2J.');
	});
});
