/** Puts the poem in upper case, as Unicode has it (ß becomes SS); scripts without case stay as they are. */
export function shout(poem: string): string {
	return poem.toUpperCase();
}
