import { expect, test } from 'vitest';
import type { Command } from '../../../source/ui/keymap.ts';
import { updateTypedLine } from '../../../source/ui/text/text-field.ts';

test.each<[text: string, command: Command, after: ReturnType<typeof updateTypedLine>]>([
	['miss !hit', 'accept', { text: 'miss !hit', typing: false }],
	['miss !hit', 'close', { text: '', typing: false }],
	['miss !hit', 'erase', { text: 'miss !hi', typing: true }],
	['miss !hit', 'erase-word', { text: 'miss ', typing: true }],
	['miss !hit', 'erase-all', { text: '', typing: true }],
	['', 'erase', { text: '', typing: false }],
	['', 'erase-word', { text: '', typing: true }],
	['miss', 'down', undefined],
])('a line “%s” after %s is %j', (text, command, after) => {
	expect(updateTypedLine(text, command)).toEqual(after);
});
