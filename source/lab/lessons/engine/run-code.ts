/** Longer than any timer on a card. */
const timersMs = 20;

type Log = (word: unknown) => void;

/**
 * Runs a card's lines as an async function that is given `log`; adds each word that they log to `said`, with its time
 * in milliseconds since the start. Fulfilled a moment after the function has ended, so that its timers of a few milliseconds
 * are over too; an error that it does not catch is logged as well.
 */
export async function runCode(
	code: readonly string[],
	said: { readonly word: string; readonly atMs: number }[],
): Promise<void> {
	const startedAt = performance.now();
	const log: Log = word => {
		said.push({ word: String(word), atMs: performance.now() - startedAt });
	};
	await compile(code)(log).catch(log);
	await new Promise(resolve => setTimeout(resolve, timersMs));
}

function compile(code: readonly string[]): (log: Log) => Promise<unknown> {
	const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
	return AsyncFunction('log', code.join('\n'));
}
