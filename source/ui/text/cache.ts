const maxCached = 4_096;

/** A cache by short texts; it holds a bounded number of them. */
export function createCache<Value>(): (text: string, make: () => Value) => Value {
	const cached = new Map<string, Value>();
	return (text, make) => {
		const known = cached.get(text);
		if (known !== undefined) {
			return known;
		}
		const made = make();
		if (text.length <= 64) {
			if (cached.size >= maxCached) {
				cached.clear();
			}
			cached.set(text, made);
		}
		return made;
	};
}
