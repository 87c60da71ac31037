import { expect, test } from 'vitest';
import { type Context, keymap } from '../../../../source/ui/keymap.ts';

const rows: readonly Context[] = ['client-host', 'client-transforms', 'client-at-once', 'client-fetch'];

test.each(rows)('on each row of the form left and right step through a choice, and open nothing: %s', context => {
	const bindings = keymap.filter(section => section.context === context).flatMap(section => section.bindings);
	const commandOf = (key: string) => bindings.find(({ keys }) => (keys as readonly string[]).includes(key))?.command;
	expect(commandOf('left')).toMatch(/^(previous|fewer)-/);
	expect(commandOf('right')).toMatch(/^(next|more)-/);
});
