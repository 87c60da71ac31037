import { describe, expect, it } from 'vitest';
import { phasesOf } from '../../../../source/ui/inspector/times/times.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { newestOf, openRealLab } from '../real-lab.ts';
import { servers, slowRelay } from '../trace-events.ts';

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
