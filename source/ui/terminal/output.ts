/** A terminal's stream as Ink may use it: for the modes of the terminal, while a painter has the screen. */
export function modesOnly(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
	const write = (data: string, ...rest: readonly unknown[]): boolean => {
		const done = rest.at(-1);
		const told = typeof done === 'function' ? () => done() : () => undefined;
		return stdout.write(isMode(data) ? data : '', told);
	};
	return new Proxy(stdout, {
		get(target, key) {
			if (key === 'write') {
				return write;
			}
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}

/** Sets a mode, or speaks to the terminal itself: it draws nothing, and moves no cursor. */
function isMode(data: string): boolean {
	return ['\u001b[?', '\u001b]', '\u001bP'].some(start => data.startsWith(start));
}

/**
 * Lets writes to a terminal wait in the system rather than hold this thread: on a slow line Node would stop everything,
 * keys too, until the terminal has taken each byte. Gives what makes them as they were.
 */
export function withoutBlocking(stdout: NodeJS.WriteStream): () => void {
	const handle: unknown = '_handle' in stdout ? stdout._handle : undefined;
	if (!stdout.isTTY || !canSetBlocking(handle)) {
		return () => undefined;
	}
	handle.setBlocking(false);
	return () => handle.setBlocking(true);
}

function canSetBlocking(handle: unknown): handle is { setBlocking(blocking: boolean): void } {
	return (
		typeof handle === 'object' && handle !== null && 'setBlocking' in handle && typeof handle.setBlocking === 'function'
	);
}
