import { useInput, usePaste } from 'ink';
import { keyNames } from './key-names.ts';

/** Hands on what Ink reads: each key by its name in the keymap, and pasted text as a whole. */
export function useKeys(press: (key: string) => void, paste: (text: string) => void): void {
	useInput((input, key) => {
		for (const name of keyNames(input, key)) {
			press(name);
		}
	});
	usePaste(paste);
}
