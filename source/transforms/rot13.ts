/** Moves each letter of the plain alphabet, A to Z, thirteen places on; accented letters and other scripts stay. */
export function rot13(poem: string): string {
	return poem.replace(/[A-Za-z](?!\p{M})/gu, letter => {
		const first = letter <= 'Z' ? 65 : 97;
		return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
	});
}
