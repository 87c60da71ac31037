/**
 * Makes writes to a terminal non-blocking: on a slow line, or after Ctrl+S, Node would otherwise hold this thread, keys and
 * signals too, until the terminal has taken each byte. Returns a function that makes them blocking again.
 */
export function unblock(
	stream: Pick<NodeJS.WriteStream, 'isTTY'> & { readonly _handle?: { setBlocking?(isBlocking: boolean): void } },
): () => void {
	const handle = stream.isTTY ? stream._handle : undefined;
	handle?.setBlocking?.(false);
	return () => handle?.setBlocking?.(true);
}
