import { expect, test } from 'vitest';
import type { Command } from '../../source/class/engine.ts';
import { LabName } from '../../source/class/lab-name.ts';

/** An engine in which these names are other labs'; it keeps whose each name is, as the script does. */
function engineWith(...taken: readonly string[]) {
	const holders = new Map(taken.map(name => [`poetry-lab:lab:${name}`, 'another lab']));
	return {
		holders,
		async run([, text = '', , key = '', token = '']: Command) {
			const isOurs = (holders.get(String(key)) ?? String(token)) === String(token);
			if (isOurs && String(text).includes("'set'")) {
				holders.set(String(key), String(token));
			} else if (isOurs) {
				holders.delete(String(key));
			}
			return isOurs ? 1 : 0;
		},
	};
}

test('the name that was wanted is taken, or the first after it that is free', async () => {
	const ada = new LabName('ada');
	expect([await ada.take(engineWith()), ada.current]).toEqual([false, 'ada']);
	const other = new LabName('ada');
	expect([await other.take(engineWith('ada', 'ada#2')), other.current]).toEqual([true, 'ada#3']);
});

test('a name that it has had is kept, also where the one that was wanted is free by now', async () => {
	const ada = new LabName('ada');
	await ada.take(engineWith('ada'));
	expect([await ada.take(engineWith()), ada.current]).toEqual([false, 'ada#2']);
});

test('a name that another lab has by now is given up for the one that was wanted', async () => {
	const ada = new LabName('ada');
	await ada.take(engineWith('ada'));
	expect([await ada.take(engineWith('ada#2')), ada.current]).toEqual([true, 'ada']);
});

test('it lets go of its own name, and of no other', async () => {
	const engine = engineWith('bo');
	const ada = new LabName('ada');
	await ada.take(engine);
	await ada.release(engine);
	await new LabName('bo').release(engine);
	expect([...engine.holders.keys()]).toEqual(['poetry-lab:lab:bo']);
});

test('somebody who only watches takes none', async () => {
	const engine = engineWith();
	const watcher = new LabName(undefined);
	expect([await watcher.take(engine), watcher.current, engine.holders.size]).toEqual([false, '', 0]);
});
