/** What is wrong with a netstring, in words for a person, with the number of bytes that came before it. */
export const netstringWords = {
	noLength: (bytes: number) =>
		`a netstring begins with its length in digits and a colon; something else comes ${afterBytes(bytes)}`,
	zeroInFront: (bytes: number) => `a length has no zero in front; this one has, and goes on ${afterBytes(bytes)}`,
	tooLong: (maxBytes: number, bytes: number) =>
		`a length over the limit of ${maxBytes} bytes, as is clear ${afterBytes(bytes)}`,
	noComma: (size: number, bytes: number) =>
		`no comma after a payload of ${size} bytes, but something else ${afterBytes(bytes)}`,
} as const;

/** A place among bytes, by how many come before it: `at the start`, `after 1 byte`, `after 7 bytes`. */
export function afterBytes(bytes: number): string {
	return bytes === 0 ? 'at the start' : `after ${bytes} byte${bytes === 1 ? '' : 's'}`;
}
