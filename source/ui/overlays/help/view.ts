import type { View } from '../../view.ts';
import { HelpOverlay } from './help-overlay.tsx';
import { updateHelp } from './update.ts';

/** Every key, over everything else. */
export const helpView: View = {
	name: 'help',
	contexts: () => ['help'],
	update: updateHelp,
	Component: HelpOverlay,
	replaces: 'body',
	spoken: { arrival: () => ['Keys.'], moved: () => [] },
};
