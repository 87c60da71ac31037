import process from 'node:process';
import { commandNamed } from './check-flags.ts';
import { exitCodes } from './exit-codes.ts';
import { commandHelp, faultsHelp, help } from './help.ts';
import { plain } from './help-layout.ts';
import { UsageError } from './usage-error.ts';
import { writeOut } from './write-out.ts';

const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;

/** Writes the help, or that of the faults or of the one command that is named; gives the exit code. Throws a {@link UsageError}. */
export async function runHelp([name, ...more]: readonly string[]): Promise<number> {
	if (more.length > 0) {
		throw new UsageError('help takes one command.');
	}
	const inks = process.stdout.isTTY && process.stdout.hasColors() ? { title: bold, aside: dim } : plain;
	const text =
		name === undefined ? help(inks) : name === 'faults' ? faultsHelp(inks) : commandHelp(commandNamed(name), inks);
	await writeOut('the help', text);
	return exitCodes.done;
}
