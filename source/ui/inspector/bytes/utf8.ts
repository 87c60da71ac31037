/** How many bytes the UTF-8 character at an offset has, 1 to 4; 0 where there is none that is valid (RFC 3629). */
export function characterBytes(byteAt: (offset: number) => number | undefined, offset: number): number {
	const first = byteAt(offset);
	if (first === undefined) {
		return 0;
	}
	if (first < 0x80) {
		return 1;
	}
	const count = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
	for (let index = 1; index < count; index += 1) {
		const byte = byteAt(offset + index) ?? 0;
		const [low, high] = index === 1 ? secondByte(first) : [0x80, 0xbf];
		if (byte < low || byte > high) {
			return 0;
		}
	}
	return count;
}

/** Overlong forms, surrogates and what is past U+10FFFF show in the second byte. */
function secondByte(first: number): readonly [number, number] {
	switch (first) {
		case 0xe0:
			return [0xa0, 0xbf];
		case 0xed:
			return [0x80, 0x9f];
		case 0xf0:
			return [0x90, 0xbf];
		case 0xf4:
			return [0x80, 0x8f];
		default:
			return [0x80, 0xbf];
	}
}
