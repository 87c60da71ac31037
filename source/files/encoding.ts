/** Encodings of text that are not ours. */
export type OtherEncoding = 'UTF-16' | 'UTF-32';

/**
 * In which encoding other than UTF-8 a text is, by its first four bytes: a byte order mark, or the zeros around an ASCII
 * character. Undefined where it seems to be in UTF-8.
 */
export function otherEncoding(start: Uint8Array): OtherEncoding | undefined {
	const bytes = Buffer.from(start.subarray(0, 4)).toString('hex');
	// The mark of UTF-16 is also the beginning of that of UTF-32.
	if (/^(0000feff|fffe0000|000000(?!00)..|(?!00)..000000)/.test(bytes)) {
		return 'UTF-32';
	}
	return /^(feff|fffe|00(?!00)..|(?!00)..00)/.test(bytes) ? 'UTF-16' : undefined;
}
