import { expect, it } from 'vitest';
import { crowdPromptView } from '../../../../source/ui/overlays/crowd/prompt-view.ts';
import { initialState, type OverlayOf } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { modelOf } from '../../../fixtures/view-model.ts';

const asked: OverlayOf<'crowd-prompt'> = {
	kind: 'crowd-prompt',
	field: 'clients',
	clients: '100',
	rate: '',
	isTouched: false,
};

function rowsOf(change: Partial<typeof asked> = {}, transforms: readonly string[] = []): readonly string[] {
	const client = { ...initialState.client, transforms };
	const model = modelOf({ state: { ...initialState, client, overlay: { ...asked, ...change } } });
	return drawnRows(<crowdPromptView.Component model={model} focused width={60} height={13} />, 60, 13);
}

it('begins the words for an empty field in the column where the values begin', () => {
	const rows = rowsOf();
	const columnOf = (words: string) => rows.find(row => row.includes(words))?.indexOf(words);
	expect(columnOf('all at once')).toBe(columnOf('100'));
	expect(columnOf('all at once')).toBe(columnOf('proxy/ecstasy'));
});

it('marks the number that is typed, and says where the crowd goes and through what', () => {
	expect(rowsOf({ field: 'rate', rate: '50' }, ['cummingsify', 'gibberish']).slice(2, 10)).toEqual([
		'  ╭─ A crowd ────────────────────────────────────────────╮',
		'  │ to          proxy/ecstasy through cummingsify, gib…  │',
		'  │ clients     100                                      │',
		'  │▸a second    50▏                                      │',
		'  │                                                      │',
		'  │ So many clients fetch this poem, each on its own con…│',
		'  │                                                      │',
		'  ╰──────────────────────────────────────────────────────╯',
	]);
});

it('says what is wrong with a number in the place of what it is for', () => {
	const rows = rowsOf({ error: 'clients is a whole number from 1 to 28,000' });
	expect(rows[7]).toContain('✗ clients is a whole number from 1 to 28,000');
	expect(rows.join()).not.toContain('So many clients');
});
