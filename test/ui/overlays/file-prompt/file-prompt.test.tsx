import { describe, expect, it } from 'vitest';
import { recordView } from '../../../../source/ui/overlays/record/view.ts';
import { saveView } from '../../../../source/ui/overlays/save/view.ts';
import { initialState, type OverlayOf } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { modelOf } from '../../../fixtures/view-model.ts';

const path = 'ecstasy.cummingsify.txt';
const typed = { kind: 'save-poem', path, saving: false } as const;

function rowsOf(overlay: OverlayOf<'save-poem' | 'record'>): readonly string[] {
	const { Component } = overlay.kind === 'record' ? recordView : saveView;
	const model = modelOf({ state: { ...initialState, overlay } });
	return drawnRows(<Component model={model} focused width={60} height={13} />, 60, 13).slice(3, 10);
}

describe('the question for a file', () => {
	it('says what is to be written, and shows the name with a sign where it is typed', () => {
		expect(rowsOf(typed)).toEqual([
			'  ╭─ Save the poem in ───────────────────────────────────╮',
			'  │ ecstasy.cummingsify.txt▏                             │',
			'  │                                                      │',
			'  │ A new file, relative to where the lab was started.   │',
			'  │                                                      │',
			'  │                                                      │',
			'  ╰──────────────────────────────────────────────────────╯',
		]);
		expect(rowsOf({ ...typed, kind: 'record' })[0]).toContain('─ Record every event in ─');
	});

	it('takes no more text while it is being written, and says so in its own words', () => {
		expect(rowsOf({ ...typed, saving: true }).slice(1, 4)).toEqual([
			'  │ ecstasy.cummingsify.txt                              │',
			'  │                                                      │',
			'  │ saving…                                              │',
		]);
		expect(rowsOf({ ...typed, kind: 'record', saving: true })[3]).toContain('opening it…');
	});

	it('shows the end of a long name, where it is typed', () => {
		expect(rowsOf({ ...typed, path: `/a/${'long/'.repeat(20)}name.txt` })[1]).toBe(
			'  │ …long/long/long/long/long/long/long/long/name.txt▏   │',
		);
	});

	it('says why a name would not do in the place of the hint, whatever characters are in it', () => {
		const error = 'Cannot write to a\u001b[31m.txt: it is there already, and no file is overwritten.';
		expect(rowsOf({ ...typed, error }).slice(3, 5)).toEqual([
			'  │ ✗ Cannot write to a␛[31m.txt: it is there already,   │',
			'  │   and no file is overwritten.                        │',
		]);
	});
});
