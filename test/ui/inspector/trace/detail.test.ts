import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import type { Snapshot } from '../../../../source/lab/snapshot.ts';
import { createDetailStore } from '../../../../source/ui/inspector/trace/detail.ts';
import { sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { failedUpstream, refusedExchange, slowRelay } from '../trace-events.ts';

/** A lab that answers when the test says so. */
function slowLab() {
	const questions: { readonly connection: number; readonly answer: (events: readonly LabEvent[]) => Promise<void> }[] =
		[];
	let snapshot: Snapshot = sampleSnapshot();
	return {
		questions,
		change: () => {
			snapshot = { ...snapshot };
		},
		snapshot: () => snapshot,
		detail: (connection: number) =>
			new Promise<readonly LabEvent[]>(resolve => {
				questions.push({
					connection,
					async answer(events) {
						resolve(events);
						await Promise.resolve();
					},
				});
			}),
	};
}

describe('the detail of the open exchange', () => {
	it('is never an answer about another one', async () => {
		const lab = slowLab();
		const store = createDetailStore(lab);
		store.show(1);
		store.show(3);
		await lab.questions[0]?.answer(refusedExchange('no-dot'));
		expect(store.current()).toEqual({ status: 'asked', connection: 3 });
		await lab.questions[1]?.answer(failedUpstream('reset'));
		expect(store.current()).toMatchObject({ status: 'here', connection: 3 });
	});

	it('is asked for again only when the lab changed, and only one question at a time', async () => {
		const lab = slowLab();
		const store = createDetailStore(lab);
		store.show(1);
		store.labChanged();
		expect(lab.questions).toHaveLength(1);
		lab.change();
		store.labChanged();
		lab.change();
		store.labChanged();
		expect(lab.questions).toHaveLength(1);
		await lab.questions[0]?.answer(slowRelay(3).slice(0, 9));
		expect(lab.questions).toHaveLength(2);
		await lab.questions[1]?.answer(slowRelay(3).slice(0, 12));
		store.labChanged();
		expect(lab.questions).toHaveLength(2);
	});

	it('is not asked for any more once nothing can come', async () => {
		const lab = slowLab();
		const store = createDetailStore(lab);
		store.show(1);
		await lab.questions[0]?.answer(slowRelay(3));
		lab.change();
		store.labChanged();
		expect(lab.questions).toHaveLength(1);
		expect(store.current()).toMatchObject({ status: 'here' });
	});

	it('is gone where the lab no longer keeps it', async () => {
		const lab = slowLab();
		const store = createDetailStore(lab);
		store.show(7);
		await lab.questions[0]?.answer([]);
		expect(store.current()).toEqual({ status: 'gone', connection: 7 });
	});

	it('is here at once for another exchange of the same trace', async () => {
		const lab = slowLab();
		const store = createDetailStore(lab);
		store.show(1);
		await lab.questions[0]?.answer(slowRelay(3));
		store.show(4);
		expect(store.current()).toMatchObject({ status: 'here', connection: 4, trace: { focus: 4 } });
	});

	it('is none once it is closed, and a late answer changes nothing', async () => {
		const lab = slowLab();
		const store = createDetailStore(lab);
		store.show(1);
		store.show(undefined);
		await lab.questions[0]?.answer(slowRelay(3));
		expect(store.current()).toEqual({ status: 'none' });
	});
});
