/** The longest base64 that terminals are known to take in one sequence, in bytes: xterm's bound. */
export const maxBase64Bytes = 74_994;

/** The longest content that fits in that base64, in bytes. */
export const maxCopiedBytes = Math.floor(maxBase64Bytes / 4) * 3;

/** The way to the terminal's clipboard; or why there is none. */
export type ClipboardRoute = { readonly kind: 'osc52' | 'tmux' } | { readonly kind: 'none'; readonly why: string };

/** The way to the clipboard of the terminal that set these variables. No terminal answers OSC 52, so nothing else tells whether it takes it. */
export function clipboardRoute(environment: { readonly [name: string]: string | undefined }): ClipboardRoute {
	const { TERM: terminal = '', TMUX: tmux } = environment;
	if (tmux !== undefined && tmux !== '') {
		return { kind: 'tmux' };
	}
	if (terminal === '' || terminal === 'dumb') {
		return { kind: 'none', why: 'this terminal has no clipboard' };
	}
	if (terminal === 'linux') {
		return { kind: 'none', why: 'the Linux console has no clipboard' };
	}
	// GNU screen cuts such a sequence at 768 bytes, and what was cut would be pasted later as if it were all.
	return /^screen/.test(terminal)
		? { kind: 'none', why: 'GNU screen does not pass a clipboard on' }
		: { kind: 'osc52' };
}

/** The sequence that puts content on the clipboard (xterm, "Operating System Commands", 52). Throws `RangeError` where it is too long. */
export function osc52(content: Uint8Array, route: 'osc52' | 'tmux' = 'osc52'): string {
	if (content.length > maxCopiedBytes) {
		throw new RangeError(`a terminal takes at most ${maxCopiedBytes} bytes, and these are ${content.length}`);
	}
	const base64 = Buffer.from(content.buffer, content.byteOffset, content.length).toString('base64');
	const sequence = `\u001b]52;c;${base64}\u0007`;
	// Which of the two tmux takes depends on its options: the bare one with `set-clipboard on` (then it is in tmux's own
	// buffer, too), the wrapped one, which goes past it to the terminal, with `allow-passthrough on`. It drops the other.
	return route === 'tmux'
		? `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`
		: sequence;
}
