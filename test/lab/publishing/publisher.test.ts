import { expect, test } from 'vitest';
import type { ClassLink } from '../../../source/class/link.ts';
import { createCountingModel } from '../../../source/lab/model/counting-model.ts';
import { Publisher } from '../../../source/lab/publishing/publisher.ts';
import { listening, opened } from '../../fixtures/events.ts';

/** A class that counts how often entries are added; whenever it is asked something, something happens in the lab. */
function busyLink(happens: () => void) {
	const seen = { appends: 0 };
	const link = {
		name: 'ada',
		isJoined: true,
		onJoined: () => () => {},
		onPresence: () => {},
		async run([command, script]: readonly string[]) {
			seen.appends += command === 'EVAL' && script?.includes("'xadd'") === true ? 1 : 0;
			await new Promise(setImmediate);
			happens();
			return 1;
		},
	};
	return { link: link as unknown as ClassLink, seen };
}

test('what comes while a busy lab sends is sent together the next time, and not one event after the other', async () => {
	let connection = 0;
	const { link, seen } = busyLink(() => {
		connection += 1;
		publisher.take(opened(connection, 'poetry/a', connection * 1_000));
	});
	const model = createCountingModel();
	const publisher = new Publisher(link, { stateNow: model.now, now: () => 0 });
	const begunAt = performance.now();
	for (const event of listening) {
		publisher.take(event);
	}
	await expect.poll(() => seen.appends, { timeout: 30_000 }).toBeGreaterThan(3);
	expect(seen.appends).toBeLessThanOrEqual((performance.now() - begunAt) / 200 + 2);
	await publisher.stop();
});
