/** A module that is loaded, with the number of its exported functions; or why it is not. */
export type Loaded =
	| {
			readonly functions: number;
			readonly summary?: string | undefined;
			readonly why?: undefined;
			readonly is?: undefined;
	  }
	| NotLoaded;

/** Why a module is not loaded, in words; `is` says whether it took too long, or waits for its first poem. */
export interface NotLoaded {
	readonly why: string;
	readonly is?: 'late' | 'put-off';
	readonly summary?: undefined;
}

/** Why a module with so many exported functions is not taken, and what to do; undefined where it has one. */
export function whatIsWrongWith(functions: number): string | undefined {
	if (functions === 0) {
		return 'it exports no function; export one that takes a poem and returns one.';
	}
	return functions === 1 ? undefined : `it exports ${functions} functions; export only one.`;
}
