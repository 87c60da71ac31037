/** Makes something of an object and a key, and remembers it: for the same object, it is made anew only for another key. */
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
