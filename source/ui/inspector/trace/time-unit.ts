/** Milliseconds, or seconds where it took long: one unit for all times of an exchange, with its numbers as text. */
export function timeUnit(wholeMs: number): { readonly unit: 'ms' | 's'; readonly text: (ms: number) => string } {
	const inSeconds = wholeMs >= 10_000;
	return {
		unit: inSeconds ? 's' : 'ms',
		text: ms => (ms / (inSeconds ? 1_000 : 1)).toFixed(inSeconds ? 3 : 1).replace(/^-(0\.0+)$/, '$1'),
	};
}
