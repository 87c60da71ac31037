/**
 * Lets writes to a terminal wait in the system rather than hold this thread: on a slow line, or after Ctrl+S, Node would
 * stop everything, keys and signals too, until the terminal has taken each byte. Gives what makes them as they were.
 */
export function unblock(
	stream: Pick<NodeJS.WriteStream, 'isTTY'> & { readonly _handle?: { setBlocking?(isBlocking: boolean): void } },
): () => void {
	const handle = stream.isTTY ? stream._handle : undefined;
	handle?.setBlocking?.(false);
	return () => handle?.setBlocking?.(true);
}
