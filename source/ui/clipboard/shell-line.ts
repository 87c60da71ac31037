import { isUtf8 } from 'node:buffer';
import { visibleText } from '../../wire/visible-text.ts';
import { graphemesOf } from '../text/graphemes.ts';

/** The longest line that is worth pasting into a shell, in bytes. */
export const maxShellLineBytes = 16_384;

/** True for a host that a shell takes as plain characters: a recording may hold anything, and a shell would obey it. */
export function isShellSafe(host: string): boolean {
	return /^[\w.:][\w.:%-]*$/.test(host);
}

/** A line for a POSIX shell that sends these bytes, exactly, to `host port`; only listens where there are none. */
export function ncLine(address: string, request: Uint8Array = new Uint8Array()): string {
	// Without an end of its input, nc would stay after the server has closed, until somebody presses enter.
	return request.length === 0 ? `nc ${address} </dev/null` : `printf '${printfFormat(request)}' | nc -q 1 ${address}`;
}

/** The bytes as a format of `printf` in single quotes: what is not plain to see as an octal escape. */
function printfFormat(bytes: Uint8Array): string {
	const format = isUtf8(bytes)
		? graphemesOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
				.map(formatCharacter)
				.join('')
		: Array.from(bytes, byte => (byte < 0x80 ? formatCharacter(String.fromCharCode(byte)) : octal(byte))).join('');
	// A format that begins with a hyphen would be taken for an option.
	return format.startsWith('-') ? `\\055${format.slice(1)}` : format;
}

function formatCharacter(character: string): string {
	switch (character) {
		case '%':
			return '%%';
		case '\\':
			return '\\\\';
		case "'":
			return "'\\''";
		default:
			return visibleText(character) === character && character !== '\n'
				? character
				: Array.from(Buffer.from(character), octal).join('');
	}
}

function octal(byte: number): string {
	return `\\${byte.toString(8).padStart(3, '0')}`;
}
