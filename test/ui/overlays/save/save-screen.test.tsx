import { expect, it, onTestFinished } from 'vitest';
import type { PoemSaved } from '../../../../source/lab/lab.ts';
import { createFakeLab, sampleFetch, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { keys, openScreen } from '../../../fixtures/terminal.tsx';

function open(outcome: (path: string) => PoemSaved) {
	const paths: string[] = [];
	const lab = createFakeLab(sampleSnapshot({ fetch: sampleFetch({ status: 'succeeded' }) }));
	const screen = openScreen(
		{
			...lab,
			savePoem(path) {
				paths.push(path);
				return Promise.resolve(outcome(path));
			},
		},
		80,
		24,
	);
	onTestFinished(() => screen.close());
	return { paths, screen };
}

it('saves the poem in the file that was named, closes, and says where it is', async () => {
	const { paths, screen } = open(path => ({ saved: true, path, bytes: 812 }));
	await screen.press('s', 'Save the poem in');
	await screen.press('\u0015', ' ▏');
	await screen.press('mine.txt', 'mine.txt▏');
	const saved = await screen.press(keys.enter, 'saved mine.txt, 812 bytes');
	expect(saved).not.toContain('Save the poem in');
	expect(paths).toEqual(['mine.txt']);
});

it('stays open with the name where it can not be saved, says why, and takes another name', async () => {
	const why = 'Cannot write to a.txt: it is there already';
	const { paths, screen } = open(path =>
		paths.length > 1 ? { saved: true, path, bytes: 812 } : { saved: false, why },
	);
	await screen.press('s', 'Save the poem in');
	const refused = await screen.press(keys.enter, `✗ ${why}`);
	expect(refused).toContain(`${paths[0]}▏`);
	await screen.press('2', `${paths[0]}2▏`);
	await screen.press(keys.enter, 'saved');
	expect(paths).toEqual([paths[0], `${paths[0]}2`]);
});

it('saves nothing without a name, nor after esc', async () => {
	const { paths, screen } = open(path => ({ saved: true, path, bytes: 812 }));
	await screen.press('s', 'Save the poem in');
	await screen.press('\u0015', ' ▏');
	screen.type(keys.enter);
	await screen.press(keys.escape, '4 Client');
	expect(paths).toEqual([]);
});
