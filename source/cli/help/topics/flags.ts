import { type CommandName, commandFlags } from '../../flags/flags.ts';
import { type Group, groupedFlags, wholeFlagRow } from '../rows.ts';
import type { Topic } from '../topic.ts';

/** The commands that have flags of their own, besides those of the lab. */
const others = ['lesson', 'get', 'crowd', 'serve'] as const satisfies readonly CommandName[];

export const flags: Topic = {
	name: 'flags',
	title: 'Flags',
	summary: 'every flag, with what holds without it',
	blocks: [
		'These are the flags of the lab. serve and lesson take them too, and replay takes those of the screen. What holds without a flag is in brackets.',
		...groupedFlags('lab', () => true, wholeFlagRow),
		...others.flatMap(ownFlags),
	],
};

/** The flags that a command has and the lab has not, under one title. */
function ownFlags(name: (typeof others)[number]): readonly Group[] {
	const isOwn = (key: string) => !Object.hasOwn(commandFlags.lab, key) && Object.hasOwn(commandFlags[name], key);
	const rows = groupedFlags(name, isOwn, wholeFlagRow).flatMap(group => group.rows);
	return [{ title: `poetry-lab ${name}`, rows }];
}
