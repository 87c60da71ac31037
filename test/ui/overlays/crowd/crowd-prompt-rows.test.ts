import { expect, it } from 'vitest';
import { crowdPromptPanel } from '../../../../source/ui/overlays/crowd/crowd-prompt-rows.ts';
import { drawnPanel } from '../../../fixtures/drawn.tsx';

it('begins the words for an empty field in the column where the values begin', () => {
	const panel = crowdPromptPanel(
		{ kind: 'crowd-prompt', field: 'clients', clients: '100', rate: '', isTouched: false },
		{ host: 'proxy/tyger', transforms: [] },
		{ width: 78, height: 9 },
	);
	const rows = drawnPanel(panel);
	const columnOf = (words: string) => rows.find(row => row.includes(words))?.indexOf(words);
	expect(columnOf('all at once')).toBe(columnOf('100'));
	expect(columnOf('all at once')).toBe(columnOf('proxy/tyger'));
});
