import type { Effect } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { overlayOf, type ScreenState, stay, type Update } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import type { FilePromptState } from './file-prompt-state.ts';

type Kind = FilePromptState['kind'];

/** The state that asks for a file, with a name proposed or typed, or with the one that would not do and why. */
export function askForFile(state: ScreenState, kind: Kind, path: string, error?: string): ScreenState {
	return { ...state, overlay: { kind, path, saving: false, ...(error !== undefined && { error }) } };
}

/** What a command does while a file's name is asked for; `write` gives what is to be done with the name. */
export function updateFilePrompt(
	state: ScreenState,
	kind: Kind,
	command: Command,
	write: (path: string) => Effect,
): Update | undefined {
	const prompt = overlayOf(state, kind);
	if (prompt === undefined || prompt.saving) {
		return undefined;
	}
	const { path } = prompt;
	if (command === 'accept' && path.trim() !== '') {
		return { state: { ...state, overlay: { kind, path, saving: true } }, effects: [write(path.trim())] };
	}
	const erased = erasedText(path, command);
	return erased === undefined ? undefined : stay(askForFile(state, kind, erased));
}

/** The file's name with text added at its end; undefined while the file is being written. */
export function typePath(state: ScreenState, kind: Kind, text: string): Update | undefined {
	const prompt = overlayOf(state, kind);
	return prompt === undefined || prompt.saving
		? undefined
		: stay(askForFile(state, kind, insertText(prompt.path, text)));
}
