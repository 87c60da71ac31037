/** The kinds of control sequences (ECMA-48: `ESC [`, parameters, a final byte) that a terminal sends to a program. */
export type SequenceKind = 'key' | 'reply' | 'mouse-x10' | 'paste-start' | 'paste-end';

/** The first byte of every sequence; alone it is a key. */
export const escapeByte = 0x1b;

/**
 * The kind of a whole sequence. No key has a private mark (`<`, `=`, `>`, `?`): those are reports of the mouse, and replies
 * to questions that some program asked, maybe one before us (xterm's control sequences, kitty's keyboard protocol).
 */
export function kindOfSequence(sequence: readonly number[]): SequenceKind {
	const text = String.fromCharCode(...sequence.slice(2));
	switch (text) {
		case 'M':
			return 'mouse-x10';
		case '200~':
			return 'paste-start';
		case '201~':
			return 'paste-end';
		default:
			return /^[<=>?]|^[IO]$|^[\d;]+[MRcntxy]$|\$y$/.test(text) ? 'reply' : 'key';
	}
}

/** The state of the sequence after this byte: it is whole, it goes on, or it cannot have this byte. */
export function nextOfSequence(sequence: readonly number[], byte: number): 'ends' | 'goes-on' | 'broken' {
	// The Linux console's function keys, ESC [ [ A; and rxvt's shifted ones, ESC [ 2 $.
	if (byte === 0x5b && sequence.length === 2) {
		return 'goes-on';
	}
	const isShifted = byte === 0x24 && sequence.length === 3 && /[235678]/.test(String.fromCharCode(sequence[2] ?? 0));
	if (isShifted || (byte >= 0x40 && byte <= 0x7e)) {
		return 'ends';
	}
	return byte >= 0x20 && byte <= 0x3f && sequence.length < maxSequence ? 'goes-on' : 'broken';
}

/** The longest sequence that is taken, in bytes: longer than any that a terminal sends. */
const maxSequence = 256;

/** True where `ESC` and this byte begin a string (OSC, DCS, APC, PM, SOS), which no key does. */
export function beginsString(byte: number): boolean {
	return ']P_^X'.includes(String.fromCharCode(byte));
}

/** True where bytes that came at once are a reply without its `ESC`: nobody types so much at once after that key. */
export function beginsReply(bytes: Uint8Array): boolean {
	return /^(?:\]\d|P[\d>!$+]|_G|\[[<>?M]|\[\d+;\d)/.test(Buffer.from(bytes.subarray(0, 8)).toString('latin1'));
}

/** The bytes of `ESC [` and this text. */
export function sequenceOf(text: string): readonly number[] {
	return [escapeByte, 0x5b, ...Buffer.from(text)];
}
