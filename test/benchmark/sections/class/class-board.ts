import { setTimeout as sleep } from 'node:timers/promises';
import { ClassLink } from '../../../../source/class/link.ts';
import type { LabEvent } from '../../../../source/events/events.ts';
import { createCountingModel } from '../../../../source/lab/model/counting-model.ts';
import { Publisher } from '../../../../source/lab/publishing/publisher.ts';
import { EngineServer } from '../../../fixtures/class/engine-server.ts';
import { closed, listening, opened } from '../../../fixtures/events.ts';
import { formatNumber } from '../../markdown.ts';
import { openPty } from '../../peers/ours.ts';
import { memoryBytes } from '../../process-costs.ts';
import { endingWithUs, keptTo } from '../../processes.ts';
import type { Context, Section } from '../../section.ts';
import { makePoem, poemBytes } from '../../setup.ts';
import { quantile } from '../../statistics.ts';
import { watchTerminal } from '../../watched-terminal.ts';

const [labs, eventsPerSecond] = [30, 100] as const;
/** The keys that are pressed, and how many of them come before what is measured; even, so that the help is closed again. */
const keys = { pressed: 64, before: 4 } as const;
/** As many events of each lab as the engine keeps. */
const eventsKept = 20_000;

/** The board of a class of thirty labs that all publish, and what the engine needs for them. */
export const classBoard: Section = {
	name: 'class-board',
	group: 'class',
	run: async context => {
		const engine = await EngineServer.start();
		const ends: (() => Promise<void>)[] = [];
		try {
			const tell = await startLabs(engine, ends);
			context.tell(`class: ${eventsKept} events of each of ${labs} labs`);
			await fillUp(tell);
			const traffic = setInterval(() => tell(eventsPerSecond / 10), 100);
			ends.push(async () => clearInterval(traffic));
			context.tell('class: keys at the board');
			const latencies = await pressKeys(engine, context);
			const memory = memoryBytes(engine.pid)?.now;
			const rows = [
				['the board’s key to frame, p50, ms', formatNumber(quantile(latencies, 0.5), 1), ''],
				['the board’s key to frame, p99, ms', formatNumber(quantile(latencies, 0.99), 1), '≤ 120'],
				['the engine’s memory, MB', formatNumber(memory && memory / 1e6, 1), '≤ 150'],
			];
			return { columns, rows, notes: [] };
		} finally {
			await Promise.all(ends.map(end => end()));
			await engine.close();
		}
	},
};

const columns = [
	{ title: `${labs} labs, ${eventsPerSecond} events a second each` },
	{ title: 'measured', isNumber: true },
	{ title: 'wanted', isNumber: true },
] as const;

/** Joins the labs; gives a function that lets each of them tell so many events. */
async function startLabs(engine: EngineServer, ends: (() => Promise<void>)[]): Promise<(events: number) => void> {
	const data = Buffer.from(makePoem(poemBytes));
	const tells: ((events: number) => void)[] = [];
	// Time that is moved by hand while the streams are filled.
	for (let at = 0; at < labs; at += 1) {
		const model = createCountingModel();
		let now = 1_700_000_000_000;
		const link = await ClassLink.join(
			{ address: engine.address, name: `student-${at}@host-${at}` },
			{ emit: () => {}, now: () => performance.now() },
		);
		const publisher = new Publisher(link, { stateNow: model.now, now: () => now });
		ends.push(async () => {
			await publisher.stop();
			await link.leave();
		});
		const take = (event: LabEvent): void => model.take(event, publisher.take(event));
		for (const event of listening) {
			take(event);
		}
		let connection = 0;
		tells.push(events => {
			for (let told = 0; told < events; told += 3) {
				connection += 1;
				now += 30;
				const sent: LabEvent = { type: 'bytes-sent', time: now, server: 'poetry/a', connection, data };
				for (const event of [
					opened(connection, 'poetry/a', now),
					sent,
					closed(connection, 'poetry/a', { time: now }),
				]) {
					take(event);
				}
			}
		});
	}
	return events => {
		for (const tell of tells) {
			tell(events);
		}
	};
}

async function fillUp(tell: (events: number) => void): Promise<void> {
	for (let told = 0; told < eventsKept; told += 500) {
		tell(500);
		await sleep(250);
	}
}

/** The time of each key at the board, while the labs go on. */
async function pressKeys(engine: EngineServer, { cores }: Context): Promise<readonly number[]> {
	const size = { columns: 120, rows: 36 };
	const pty = await openPty(keptTo(cores.servers, process.execPath, ['dist/cli.js', 'class', engine.url]), size);
	const exited = new Promise(resolve => void pty.onExit(resolve));
	endingWithUs({ pid: pty.pid, exited, stop: () => pty.kill('SIGKILL') });
	const watched = watchTerminal(pty);
	try {
		await watched.shows(/student-9/);
		const latencies: number[] = [];
		// Of so few as come in a short time, p99 would be the slowest one.
		for (let key = 0; key < keys.pressed; key += 1) {
			const latency = await watched.press('?', key % 2 === 0 ? /Keys/ : /student-/);
			if (key >= keys.before) {
				latencies.push(latency);
			}
			await sleep(30 + ((key * 37) % 100));
		}
		return latencies;
	} finally {
		pty.kill('SIGKILL');
		await exited;
	}
}
