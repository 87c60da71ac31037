class GibberishError extends Error {
	override readonly name = 'GibberishError';
	readonly code = 'gibberish';
}

/** Never gives a poem: it always throws a GibberishError, so that a failing transform can be watched. */
export function gibberish(_poem: string): never {
	throw new GibberishError('the gibberish transform always fails');
}
