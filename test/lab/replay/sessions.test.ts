import { open, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { jsonLine } from '../../../source/lab/json-line.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import { LabModel } from '../../../source/lab/model/lab-model.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { createRecordedEvents } from '../../../source/lab/replay/recorded-events.ts';
import { createFindMoment, type Moment } from '../../../source/lab/replay/recorded-states.ts';
import { indexRecording } from '../../../source/lab/replay/recording-index.ts';
import { createReplayLab } from '../../../source/lab/replay/replay-lab.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { closed, listening, opened, traffic } from '../../fixtures/events.ts';
import { seen } from '../../fixtures/lab-seen.ts';
import { applyEvents, snapshotOf } from '../../fixtures/lab-state.ts';
import { newPath, recordingLine, writeRecording } from '../../fixtures/recordings.ts';

let lab: Lab | undefined;
afterEach(async () => {
	await lab?.close();
	lab = undefined;
});

const loaded: LabEvent = { type: 'transforms-loaded', time: 0, transforms: [], problems: [] };
const ready: LabEvent = { type: 'ready', time: 4, servers: 3, failed: 0, seed: 1 };
const stopped: readonly LabEvent[] = listening.map(({ server }) => ({ type: 'server-closed', time: 9_000, server }));
const shifted: LabEvent = { type: 'clock-changed', time: 0, shiftMs: 3_600_000 };
const skipped: LabEvent = { type: 'poem-skipped', time: 0, file: 'b.txt', why: 'it is empty' };

/** A recording from its first event on, with what happened in it. */
const recorded = (events: readonly LabEvent[]) => [loaded, ...listening, ready, ...events];

const shown = ({ replay: _, ...snapshot }: Snapshot) => snapshot;
const stateAfterAll = (events: readonly LabEvent[]) => snapshotOf(applyEvents(noState, events));

async function goTo(replay: Lab, goal: number): Promise<Snapshot> {
	const total = replay.snapshot().replay?.total ?? 0;
	replay.dispatch({ type: 'replay-jump', fraction: total === 0 ? 0 : goal / total });
	return seen(replay, snapshot => snapshot.replay?.at === goal);
}

/** Files as people make them: whole, cut, one after the other, damaged, and with what editors put before a text. */
const files: fc.Arbitrary<string> = fc
	.record({
		sessions: fc.array(
			fc.record({
				events: traffic.map(events => events.slice(listening.length)),
				head: fc.constantFrom('recording', 'recording', 'serve', 'none'),
				isStopped: fc.boolean(),
				cut: fc.nat(200),
				isMarked: fc.boolean(),
			}),
			{ minLength: 1, maxLength: 3 },
		),
		damage: fc.array(
			fc.record({ at: fc.nat(300), how: fc.constantFrom('twice', 'gone', 'torn', 'rubbish', 'later', 'clock') }),
			{
				maxLength: 4,
			},
		),
	})
	.map(({ sessions, damage }) => {
		const lines = sessions.flatMap(({ events, head, isStopped, cut, isMarked }) => {
			const heads = { recording: [skipped, loaded, ...listening, ready], serve: [...listening, ready], none: [] };
			const all = [...heads[head], ...events, ...(isStopped ? stopped : [])];
			const kept = cut > all.length ? all : all.slice(0, Math.max(1, cut));
			const told = kept.map(event => (head === 'serve' ? jsonLine(event) : recordingLine(event)));
			return told.map((line, index) => (isMarked && index === 0 ? `\ufeff${line}` : line));
		});
		for (const { at, how } of damage) {
			const place = at % Math.max(1, lines.length);
			const line = lines[place] ?? '';
			const instead = {
				twice: [line, line],
				gone: [],
				torn: [line.slice(0, -9)],
				clock: [recordingLine(shifted), line],
				rubbish: [line, '\u0000rubbish'],
				later: [line.replace(/"connection":(\d+)/, '"connection":9$1')],
			};
			lines.splice(place, 1, ...instead[how]);
		}
		return lines.map(line => `${line}\n`).join('');
	});

describe('a file of several recordings', () => {
	test('has the same state at a place, however one comes there', async () => {
		await fc.assert(
			fc.asyncProperty(files, fc.array(fc.nat(500), { maxLength: 12 }), async (text, stops) => {
				const path = await newPath();
				await writeFile(path, text);
				const file = await open(path);
				const index = await indexRecording(file);
				const find = createFindMoment(index, createRecordedEvents(file, index.chunks));
				const start: Moment = { at: 0, model: new LabModel() };
				let moment = start;
				const forwards = [snapshotOf(noState)];
				for (let at = 1; at <= index.total; at += 1) {
					moment = await find(at, moment);
					forwards.push(moment.model.snapshot());
				}
				expect(index.last.snapshot()).toEqual(forwards.at(-1));
				const jumps = stops.map(stop => stop % (index.total + 1));
				const backwards = forwards.map((_, back) => index.total - back);
				for (const at of [...jumps, index.total, 0, ...backwards]) {
					moment = await find(at, moment);
					expect(moment.model.snapshot()).toEqual(forwards[at]);
				}
				await file.close();
			}),
		);
	});

	const first = recorded([opened(5), opened(6), closed(5)]);
	const second = recorded([opened(5, 'transform'), closed(5, 'transform')]);
	test.each([
		['two recordings', [...first, ...second], first.length],
		['two recordings, the first cut', [...first.slice(0, 3), ...second], 3],
		['two, the second after the clock was set', [...first, shifted, ...second], first.length],
		['two whose poems are no poems', [skipped, ...first, skipped, ...second], first.length + 1],
		['two runs of serve, the first killed', [...first.slice(1), ...second.slice(1)], first.length - 1],
		['two runs of serve, the first stopped', [...first.slice(1), ...stopped, ...second.slice(1)], first.length + 2],
		['a recording and a run of serve', [...first, ...stopped, ...second.slice(1)], first.length + 3],
	] as const)('is told as two: %s', async (_, events, seam) => {
		lab = await createReplayLab(await writeRecording([...events]));
		expect(lab.snapshot().replay?.sessions).toEqual({ number: 2, starts: [0, seam] });
		expect(shown(await goTo(lab, seam))).toEqual(stateAfterAll(events.slice(0, seam)));
		expect((await goTo(lab, seam)).replay?.sessions?.number).toBe(1);
		const { exchanges, totals } = await goTo(lab, events.length);
		expect(exchanges).toMatchObject([{ server: 'transform', how: 'ended' }]);
		expect(totals).toMatchObject({ open: 0, served: 1 });
	});

	test('is one where its servers were stopped and started again by hand, or the clock was set', async () => {
		const events = [...first, shifted, ...stopped, shifted, ...listening, opened(7), closed(7)];
		lab = await createReplayLab(await writeRecording(events));
		expect(lab.snapshot().replay).not.toHaveProperty('sessions');
		expect(shown(lab.snapshot())).toEqual(stateAfterAll(events));
	});

	test('tells the story of an exchange by the events of its own recording alone', async () => {
		lab = await createReplayLab(await writeRecording([...first, ...second]));
		const [exchange] = lab.snapshot().exchanges;
		const id = exchange?.id ?? 0;
		expect(await lab.detail(id)).toEqual([
			{ ...opened(5, 'transform'), connection: id },
			{ ...closed(5, 'transform'), connection: id },
		]);
		await goTo(lab, first.length);
		expect(await lab.detail(5)).toEqual([opened(5), closed(5)]);
		expect(await lab.detail(id)).toEqual([]);
	});

	test('plays through its seam, also where the second recording is older than the first', async () => {
		const later = first.map(event => ({ ...event, time: event.time + 1e9 }));
		lab = await createReplayLab(await writeRecording([...later, ...second]));
		await goTo(lab, later.length - 1);
		const places = new Set<number>();
		lab.subscribe(() => places.add(lab?.snapshot().replay?.at ?? 0));
		lab.dispatch({ type: 'replay-speed', speed: 8 });
		lab.dispatch({ type: 'replay-play' });
		await seen(lab, ({ replay }) => replay?.playing === true);
		await seen(lab, ({ replay }) => replay?.playing === false);
		expect(lab.snapshot().replay?.at).toBe(later.length + second.length);
		expect([...places].some(at => at > later.length + listening.length && at < later.length + second.length)).toBe(
			true,
		);
	});

	test('is refused where it is a heap of events in no order', async () => {
		const heap = Array.from({ length: 1_002 }, () => opened(1));
		await expect(createReplayLab(await writeRecording(heap))).rejects.toThrow(/its events are in no order/);
	});
});
