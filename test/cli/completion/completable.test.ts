import { expect, test } from 'vitest';
import { completable, flagsWithValue, namedChoices } from '../../../source/cli/completion/completable.ts';

const line = completable(['ecstasy', 'tyger']);

test('a flag offers the same with every command that has it, since the scripts look it up by its name', () => {
	for (const { name, value } of flagsWithValue(line)) {
		const others = line.commands.flatMap(({ flags }) => flags.filter(flag => flag.name === name));
		expect(others.map(flag => flag.value)).toEqual(others.map(() => value));
	}
});

test('the poems are offered on the ports on which they are served by default', () => {
	const addresses = namedChoices(line).find(({ name }) => name === 'poem-address');
	expect(addresses?.words.map(({ word, about }) => `${word} ${about}`)).toEqual([
		':10000 poetry/ecstasy',
		':10001 poetry/tyger',
		':12000 proxy/ecstasy',
		':12001 proxy/tyger',
	]);
});

test('the lab is offered as no command, since it has no name', () => {
	expect(line.commandChoices.map(({ word }) => word)).not.toContain('lab');
	expect(line.commands.map(({ name }) => name)).toContain('lab');
});
