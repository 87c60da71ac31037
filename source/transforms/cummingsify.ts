/** Puts the poem in lower case, in the manner of E. E. Cummings; a Greek sigma at a word's end becomes ς. */
export function cummingsify(poem: string): string {
	return poem.toLowerCase();
}
