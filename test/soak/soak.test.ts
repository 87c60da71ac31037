import { expect, test } from 'vitest';
import { watchForLeaks } from '../fixtures/leaks.ts';
import { runSoak } from './run-soak.ts';

test('a few hundred turns of mischief add up, leak nothing, and leave a lab that is well', async () => {
	const leaks = watchForLeaks();
	let turns = 0;
	const goesOn = () => {
		turns += 1;
		return turns <= 150;
	};
	const { complaints, ledger, sights } = await runSoak({ seed: 1, turnMs: 5, goesOn });
	expect(complaints).toEqual([]);
	expect(ledger.ends.pairs).toBeGreaterThan(100);
	expect(Object.keys(sights).length).toBeGreaterThan(3);
	expect(await leaks.stop()).toEqual([]);
});
