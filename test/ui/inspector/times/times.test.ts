import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { promisesOf } from '../../../../source/ui/inspector/ladder/promise-lines.ts';
import { phasesOf } from '../../../../source/ui/inspector/times/times.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { detailOf } from '../drawn-view.tsx';
import { newestOf, openRealLab } from '../real-lab.ts';
import { failedUpstream, servers, slowRelay } from '../trace-events.ts';

describe('the times of an exchange', () => {
	it('are each step of a real fetch, whose parts follow one another', async () => {
		const real = await openRealLab();
		const snapshot = await real.fetch('proxy/short', ['shout', 'gibberish']);
		const { id } = newestOf(snapshot, 'proxy/short');
		const trace = traceOf(id, await real.detail(id), snapshot.servers);
		const phases = trace === undefined ? [] : phasesOf(trace);
		const steps = phases.filter(({ depth }) => depth === 0);
		expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
			'fetchPoem done',
			'upstream fetch done',
			'transform shout done',
			'transform gibberish failed',
		]);
		for (const [index, phase] of phases.entries()) {
			const before = phases[index - 1];
			expect(phase.endTime).toBeGreaterThanOrEqual(phase.startTime);
			if (phase.depth === 1 && before?.depth === 1) {
				expect(phase.startTime).toBeGreaterThanOrEqual(before.endTime);
			}
		}
	});

	it('begin when the step was asked for, at the same moment as its promise on the ladder', async () => {
		const real = await openRealLab();
		const snapshot = await real.fetch('proxy/short', ['shout', 'gibberish']);
		const { id } = newestOf(snapshot, 'proxy/short');
		const { trace } = detailOf(id, await real.detail(id), snapshot.servers);
		const pending = promisesOf(trace).filter(
			({ name, state }) => state === 'pending' && name !== 'fetchTransformedPoem',
		);
		const steps = phasesOf(trace).filter(({ depth }) => depth === 0);
		expect(steps.map(({ name }) => name)).toEqual(pending.map(({ name }) => name));
		for (const [index, { startTime }] of steps.entries()) {
			expect(startTime).toBe(pending[index]?.time);
		}
		expect(steps[0]?.startTime).toBe(trace.startTime);
	});

	it('leave out no time between the asking and the dial', () => {
		const [asked, ...later] = failedUpstream('reset');
		const events = [{ ...asked, time: (asked?.time ?? 0) - 40 } as LabEvent, ...later];
		const [first, connect] = phasesOf(detailOf(3, events, servers).trace);
		expect(first).toMatchObject({ name: 'fetchPoem', startTime: asked && asked.time - 40 });
		expect((connect?.startTime ?? 0) - (first?.startTime ?? 0)).toBeGreaterThanOrEqual(40);
	});

	it('go on until the newest event where the exchange runs', () => {
		const trace = traceOf(1, slowRelay(5).slice(0, 12), servers);
		const phases = trace === undefined ? [] : phasesOf(trace);
		expect(phases.filter(({ state }) => state === 'running').map(({ name }) => name)).toEqual([
			'proxy/ozymandias',
			'until the end',
			'upstream fetch',
			'until the end',
		]);
	});
});
