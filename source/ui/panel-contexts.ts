import type { Context } from './keymap.ts';
import type { ScreenState } from './state.ts';

/** Where keys are looked up in a panel: in its own contexts, then in those that all panels share. */
export function panelContexts({ lesson }: ScreenState, ...own: readonly Context[]): readonly Context[] {
	const aside: readonly Context[] = lesson === undefined ? [] : ['lesson-aside'];
	return [...aside, ...own, 'moving', 'everywhere', 'always'];
}
