import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEvent } from '../../../source/lab/model/apply/apply-event.ts';
import { LabModel } from '../../../source/lab/model/lab-model.ts';
import { closed, listening, opened, traffic } from '../../fixtures/events.ts';
import { openExchange } from '../../fixtures/fake-lab.ts';
import { modelAfter } from '../../fixtures/lab-state.ts';

test('a snapshot stays as it was, and a clone and its original go their own ways, whatever happens next', () => {
	fc.assert(
		fc.property(traffic, fc.nat(130), fc.nat(130), (events, shownAt, clonedAt) => {
			const model = new LabModel();
			let shown = model.snapshot();
			let shownThen = structuredClone(shown);
			let clone = model.clone();
			for (const [at, event] of events.entries()) {
				if (at === shownAt) {
					shown = model.snapshot();
					shownThen = structuredClone(shown);
				}
				if (at === clonedAt) {
					clone = model.clone();
				}
				applyEvent(model, event);
			}
			const whole = structuredClone(model.state);
			const before = clonedAt < events.length ? clonedAt : 0;
			expect(clone.state).toEqual(modelAfter(events.slice(0, before)).state);
			for (const event of events.slice(before)) {
				applyEvent(clone, event);
			}
			expect(clone.state).toEqual(whole);
			expect(model.state).toEqual(whole);
			expect(shown).toEqual(shownThen);
		}),
	);
});

test('what has not changed since the snapshot before keeps its identity', () => {
	const model = modelAfter([...listening, opened(1), opened(2, 'proxy/a'), closed(1)]);
	const before = model.snapshot();
	applyEvent(model, closed(2, 'proxy/a'));
	const after = model.snapshot();
	expect(after.exchanges[0]).toBe(before.exchanges[0]);
	expect(after.exchanges[1]).not.toBe(before.exchanges[1]);
	expect(after.servers.filter(server => before.servers.includes(server)).map(({ id }) => id)).not.toContain('proxy/a');
	expect(after.servers.map(({ id }) => id)).toEqual(before.servers.map(({ id }) => id));
	expect(after.hosts).toBe(before.hosts);
	expect(model.snapshot().totals).toBe(after.totals);
});

test('of two exchanges with one id the open one is changed, also where a clone holds both', () => {
	const model = new LabModel();
	const { openedAt: _, ...dialled } = openExchange({ id: 5, server: '127.0.0.1:1' });
	model.addExchange({ ...dialled, openedAt: 1, dialled: true });
	model.addExchange(openExchange({ id: 5, server: 'poetry/a' }));
	const clone = model.clone();
	for (const one of [model, clone]) {
		one.changeExchange(5, { bytesOut: 7 });
		expect(one.snapshot().exchanges.map(({ server, bytesOut }) => [server, bytesOut])).toEqual([
			['127.0.0.1:1', dialled.bytesOut],
			['poetry/a', 7],
		]);
	}
});
