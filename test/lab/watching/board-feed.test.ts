import { expect, test } from 'vitest';
import type { ClassLink } from '../../../source/class/link.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { summaryOf } from '../../../source/lab/publishing/lab-summary.ts';
import { BoardFeed } from '../../../source/lab/watching/board-feed.ts';

/** What a lab tells that has served so many. */
function told(served: number): string {
	const state = { ...noState, totals: { ...noState.totals, served } };
	const facts = { host: 'h', since: 1_000, upstreamConnections: 0, lagMs: 0, eventsLeftOut: 0, left: false };
	return JSON.stringify(summaryOf(state, 2_000, facts));
}

test('a lab that has not changed stays the same object, so that its line is not drawn anew', async () => {
	const labs: Record<string, string> = { ada: told(1), bo: told(1) };
	const link = {
		where: 'h:1',
		async run([command, key]: readonly string[]) {
			switch (command) {
				case 'HGETALL':
					return key?.includes('labs') === true ? Object.entries(labs).flat() : [];
				case 'MGET':
					return Object.keys(labs);
				default:
					return ['1', '0'];
			}
		},
	};
	const feed = new BoardFeed(link as unknown as ClassLink, () => {});
	await feed.look();
	const [ada, bo] = feed.state.labs;
	labs.bo = told(2);
	await feed.look();
	expect(feed.state.labs[0]).toBe(ada);
	expect(feed.state.labs[1]).toMatchObject({ name: 'bo', served: 2 });
	expect(feed.state.labs[1]).not.toBe(bo);
});
