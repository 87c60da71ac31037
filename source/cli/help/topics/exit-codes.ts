import { commands, type Ending, everyEnding } from '../../commands/commands.ts';
import { commandLine } from '../../flags/check-flags.ts';
import { type CommandName, commandFlags } from '../../flags/flags.ts';
import { endingRow } from '../rows.ts';
import type { Topic } from '../topic.ts';

const names = Object.keys(commandFlags) as CommandName[];
const everyWayToEnd = [...new Set(names.map(name => commands[name].endings))];

export const exitCodes: Topic = {
	name: 'exit-codes',
	title: 'Exit codes, and leaving the lab',
	summary: 'how each command ends, Ctrl+C and Ctrl+Z',
	blocks: [
		...everyWayToEnd.map(endings => ({ title: titleOf(endings), rows: endings.map(endingRow) })),
		{ title: 'Every command', rows: everyEnding.map(endingRow) },
		'However the lab ends, the terminal is as it was before and the ports are free. A second Ctrl+C does not wait for anything that is still going on.',
		'Ctrl+Z gives the terminal back to the shell. It stops the servers too, since they are threads of the same process: clients wait until fg brings everything back. kill -STOP gives no time for that; fg then repairs the screen.',
		'When the program breaks down, it says what happened and where to report it. A recording, if there is one, holds everything up to that moment.',
	],
};

/** The commands that end in these ways. */
function titleOf(endings: readonly Ending[]): string {
	return names
		.filter(name => commands[name].endings === endings)
		.map(commandLine)
		.join(', ');
}
