import type { SpokenView } from '../view.ts';
import { newError } from './new-error.ts';

/** What is told of a prompt for a file's name: its label, and what is said while the file is being written. */
export function spokenPrompt(kind: 'save-poem' | 'record', label: string, working: string): SpokenView {
	return {
		arrival: () => ['A new file. Enter keeps the name, control u clears it.'],
		moved(before, after) {
			const [was, now] = [before.state.overlay, after.state.overlay];
			const isBegun = was?.kind === kind && now?.kind === kind && !was.saving && now.saving;
			return isBegun ? [working] : newError(before, after);
		},
		field: ({ state: { overlay } }) =>
			overlay?.kind === kind && !overlay.saving ? { label, text: overlay.path } : undefined,
	};
}
