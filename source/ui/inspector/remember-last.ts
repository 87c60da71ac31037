/** A function that keeps its last result for each object: it calls `make` again only when the rest of its arguments differ. */
export function rememberLast<Of extends object, Key extends readonly (string | number)[], Made>(
	make: (of: Of, ...key: Key) => Made,
): (of: Of, ...key: Key) => Made {
	const known = new WeakMap<Of, { readonly key: Key; readonly made: Made }>();
	return (of, ...key) => {
		const last = known.get(of);
		if (last?.key.every((part, at) => part === key[at])) {
			return last.made;
		}
		const made = make(of, ...key);
		known.set(of, { key, made });
		return made;
	};
}
