import { describe, expect, it } from 'vitest';
import { keyNames } from '../../source/ui/input/key-names.ts';
import { findBinding, hintsFor, printable } from '../../source/ui/keymap/key-lookup.ts';
import { type Context, keymap, panelNames } from '../../source/ui/keymap.ts';
import { initialState } from '../../source/ui/state.ts';
import { contextsOf } from '../../source/ui/views.ts';

const panelContexts = panelNames.map(focused => contextsOf({ ...initialState, focused }));

const noKey = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

describe('the keymap', () => {
	it.each(keymap.map(section => [section.title, section] as const))(
		'gives no key two meanings in one context: %s',
		(_, { bindings }) => {
			const all = bindings.flatMap(({ keys }) => keys);
			expect(all.length).toBe(new Set(all).size);
		},
	);

	it('describes every binding in words, and names every key that it binds', () => {
		for (const { keys, description } of keymap.flatMap(({ bindings }) => bindings)) {
			expect(keys.length).toBeGreaterThan(0);
			expect(description).toMatch(/\w/);
		}
	});

	it('knows every context once', () => {
		const contexts = keymap.map(({ context }) => context);
		expect(contexts.length).toBe(new Set(contexts).size);
	});

	it('reaches help, quit and every panel from every panel', () => {
		for (const contexts of panelContexts) {
			for (const key of ['?', 'q', 'tab', 'shift+tab', '1', '2', '3', '4', '5', 'r', 'x', 'z', 'space', 'ctrl+c']) {
				expect(findBinding(contexts, key)).toBeDefined();
			}
		}
	});

	it.each(keymap.filter(({ isText }) => isText).map(({ context }) => context))(
		'takes letters as text, and Ctrl+C as an interruption, in the context %s',
		context => {
			const contexts: readonly Context[] = [context, 'client', 'everywhere', 'always'];
			for (const letter of ['q', 'r', 'x', 'j', '1', 'é', '語']) {
				expect(findBinding(contexts, letter)).toBeUndefined();
			}
			expect(findBinding(contexts, 'ctrl+c')?.command).toBe('interrupt');
		},
	);

	it('hints at a command once, the nearest first, and only while it is of use', () => {
		const contexts = contextsOf(initialState);
		const idle = hintsFor(contexts, () => false).map(({ hint }) => hint);
		expect(idle[0]).toBe('fetch');
		expect(idle).not.toContain('cancel');
		expect(idle.length).toBe(new Set(idle).size);
		expect(hintsFor(contexts, condition => condition === 'fetching').map(({ hint }) => hint)).toContain('cancel');
	});
});

describe('the names of keys', () => {
	it('tells characters from the names of keys', () => {
		expect(['q', 'G', '?', '語', ' '].map(printable)).toEqual(['q', 'G', '?', '語', ' ']);
		expect(printable('space')).toBe(' ');
		expect(['up', 'enter', 'shift+tab', 'ctrl+c', 'escape'].map(printable)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});

	it('takes several keys that were read at once apart', () => {
		expect(keyNames('jk \r', noKey)).toEqual(['j', 'k', 'space', 'enter']);
		expect(keyNames('a\r\nb', noKey)).toEqual(['a', 'enter', 'b']);
	});

	it('takes each key with Ctrl that does anything for itself, also where it was read together with text', () => {
		const keys = keymap.flatMap(({ bindings }) => bindings.flatMap(binding => binding.keys));
		const controls = keys.filter(key => key.startsWith('ctrl+'));
		expect(controls).toContain('ctrl+u');
		for (const key of controls) {
			const byte = String.fromCharCode(key.charCodeAt('ctrl+'.length) - 96);
			expect(keyNames(`a${byte}b`, noKey)).toEqual(['a', key, 'b']);
		}
	});

	it('leaves out control characters that are no key', () => {
		expect(keyNames('a\u0001b\u001b', noKey)).toEqual(['a', 'b']);
	});

	it('names arrows, shifted arrows and control keys', () => {
		expect(keyNames('', { ...noKey, upArrow: true })).toEqual(['up']);
		expect(keyNames('', { ...noKey, upArrow: true, shift: true })).toEqual(['shift+up']);
		expect(keyNames('', { ...noKey, tab: true, shift: true })).toEqual(['shift+tab']);
		expect(keyNames('c', { ...noKey, ctrl: true })).toEqual(['ctrl+c']);
	});
});
