/** A match: from its first index to the one after its last. */
export interface Match {
	readonly from: number;
	readonly to: number;
}

/** The most matches that are found; nobody steps through more. */
export const maxMatches = 10_000;

/**
 * The matches of a text in another, without overlaps. A query in lower case finds both cases; with a capital letter in
 * it, it finds just what it says.
 */
export function findText(text: string, query: string): readonly Match[] {
	return query === '' ? [] : matchesOf(text, new RegExp(escaped(query), ignoresCase(query) ? 'giu' : 'gu'));
}

/** The matches in bytes of a text's UTF-8, or of bytes that are written as `0x0d0a`. */
export function findBytes(bytes: Uint8Array, query: string): readonly Match[] {
	if (query === '') {
		return [];
	}
	// One character a byte: an index in the text is an offset in the bytes.
	return matchesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), bytePattern(query));
}

/** True for a query that means both cases: it has no capital letter. */
function ignoresCase(query: string): boolean {
	return query === query.toLowerCase();
}

function bytePattern(query: string): RegExp {
	const hex = /^0x((?:[0-9a-f]{2})+)$/i.exec(query)?.[1];
	if (hex !== undefined) {
		return new RegExp(byteEscapes(Buffer.from(hex, 'hex')), 'g');
	}
	const bothCases = ignoresCase(query);
	const characters = Array.from(query, character => {
		const forms = new Set(bothCases ? [character, character.toLowerCase(), character.toUpperCase()] : [character]);
		return `(?:${[...forms].map(form => byteEscapes(Buffer.from(form))).join('|')})`;
	});
	return new RegExp(characters.join(''), 'g');
}

function byteEscapes(bytes: Uint8Array): string {
	return Array.from(bytes, byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function matchesOf(text: string, pattern: RegExp): readonly Match[] {
	const found: Match[] = [];
	for (const match of text.matchAll(pattern)) {
		found.push({ from: match.index, to: match.index + match[0].length });
		if (found.length === maxMatches) {
			break;
		}
	}
	return found;
}

function escaped(query: string): string {
	return query.replace(/[\\^$.*+?()[\]{}|/-]/g, character => (character === '-' ? '\\x2d' : `\\${character}`));
}
