/** Encodings of text that are recognized and refused. */
export type OtherEncoding = 'UTF-16' | 'UTF-32';

/**
 * The encoding of a text by its first four bytes, a byte order mark or the zeros around an ASCII character; undefined where
 * it seems to be UTF-8.
 */
export function otherEncoding(start: Uint8Array): OtherEncoding | undefined {
	const bytes = Buffer.from(start.subarray(0, 4)).toString('hex');
	// The mark of UTF-16 is also the beginning of that of UTF-32.
	if (/^(0000feff|fffe0000|000000(?!00)..|(?!00)..000000)/.test(bytes)) {
		return 'UTF-32';
	}
	return /^(feff|fffe|00(?!00)..|(?!00)..00)/.test(bytes) ? 'UTF-16' : undefined;
}
