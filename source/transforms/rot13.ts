const marks = /^\p{M}/u;

/** Moves each letter of the plain alphabet, A to Z, thirteen places on; accented letters and other scripts stay. */
export function rot13(poem: string): string {
	const units = Buffer.from(poem, 'utf16le');
	for (let index = 0; index < poem.length; index++) {
		const unit = poem.charCodeAt(index);
		const first = unit <= 90 ? 65 : 97;
		if (unit >= first && unit < first + 26 && !isMarkAt(poem, index + 1)) {
			units.writeUInt16LE(first + ((unit - first + 13) % 26), index * 2);
		}
	}
	return units.toString('utf16le');
}

function isMarkAt(poem: string, index: number): boolean {
	// The first combining mark of Unicode is U+0300.
	return poem.charCodeAt(index) >= 0x300 && marks.test(poem.slice(index, index + 2));
}
