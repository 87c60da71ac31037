import { expect, it } from 'vitest';
import { keymap } from '../../source/ui/keymap.ts';
import { initialState, type ScreenState } from '../../source/ui/state.ts';
import { update } from '../../source/ui/update.ts';
import { panels, viewNamed, views } from '../../source/ui/views.ts';
import { sampleFetch, sampleSnapshot } from '../fixtures/fake-lab.ts';
import { worldOf } from '../fixtures/view-model.ts';

it('no command belongs to two views', () => {
	const commands = views.flatMap(({ anywhere = {} }) => Object.keys(anywhere));
	expect(commands.length).toBe(new Set(commands).size);
});

it('each view has a name of its own, and contexts that the keymap knows', () => {
	const known = new Set(keymap.map(({ context }) => context));
	for (const view of views) {
		expect(viewNamed(view.name)).toBe(view);
		expect(view.contexts(initialState).filter(context => !known.has(context))).toEqual([]);
	}
});

it('each panel has a digit that goes there, in the order of the table', () => {
	const everywhere = keymap.find(({ context }) => context === 'everywhere')?.bindings ?? [];
	for (const [at, { name }] of panels.entries()) {
		expect(everywhere.find(({ keys }) => keys.includes(String(at + 1)))?.command).toBe(`focus-${name}`);
	}
});

it('esc leaves whatever was opened over the panels, as it was before', () => {
	const snapshot = sampleSnapshot({ fetch: sampleFetch() });
	const world = worldOf(snapshot);
	const commands = [
		'help',
		'latency',
		'record',
		'save-poem',
		'pick-host',
		'pick-transforms',
		'faults',
		'crowd',
	] as const;
	for (const command of commands) {
		const opened: ScreenState = update(initialState, command, world).state;
		expect(opened.overlay, command).toBeDefined();
		expect(update(opened, 'close', world).state.overlay, command).toBeUndefined();
	}
});
