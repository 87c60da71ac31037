import process from 'node:process';
import { exitCodes } from '../exit/exit-codes.ts';
import { commandNamed } from '../flags/check-flags.ts';
import { commandFlags } from '../flags/flags.ts';
import { nearest } from '../flags/nearest.ts';
import { UsageError } from '../flags/usage-error.ts';
import { commandHelp, help, topicHelp } from '../help/help.ts';
import { type HelpStyles, plain } from '../help/layout.ts';
import { topics } from '../help/topics.ts';
import { writeOut } from '../output/write-out.ts';

const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;

/** Writes the help, or that of the one command or topic that is named; gives the exit code. Throws a {@link UsageError}. */
export async function runHelp([name, ...more]: readonly string[]): Promise<number> {
	if (more.length > 0) {
		throw new UsageError('help takes one command or topic.');
	}
	const styles = process.stdout.isTTY && process.stdout.hasColors() ? { title: bold, aside: dim } : plain;
	await writeOut('the help', name === undefined ? help(styles) : helpOf(name, styles));
	return exitCodes.done;
}

/** The help of one command or topic. Throws a {@link UsageError} where there is none of this name. */
function helpOf(name: string, styles: HelpStyles): string {
	const topic = topics.find(one => one.name === name);
	if (topic !== undefined) {
		return topicHelp(topic, styles);
	}
	const topicNames = topics.map(one => one.name);
	const near = nearest(name, [...Object.keys(commandFlags), ...topicNames]);
	if (near === undefined) {
		throw new UsageError(`There is no command and no topic ${name}: the topics are ${topicNames.join(', ')}.`);
	}
	if (topicNames.includes(near)) {
		throw new UsageError(`There is no topic ${name}: did you mean ${near}?`);
	}
	return commandHelp(commandNamed(name), styles);
}
