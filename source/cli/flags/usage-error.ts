/** The command line is wrong; the message says what to write. The program ends with {@link exitCodes.usage}. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}
