import { expect, test } from 'vitest';
import { completionRows } from '../../../source/cli/completion/rows.ts';

const rows = completionRows(['ecstasy', 'tyger']).map(row => row.split('|'));

/** The words of a list, each with the words about it. */
const list = (name: string) => rows.filter(([of]) => of === name).map(([, word, about]) => `${word} ${about}`.trim());

test('a flag offers the same with every command that has it, since the scripts look it up by its name', () => {
	for (const [, name, , offer] of rows.filter(([, word]) => word?.startsWith('-'))) {
		expect(new Set(rows.filter(([, word]) => word === name).map(row => row[3]))).toEqual(new Set([offer]));
	}
});

test('every list that is offered is there, and no row is more than its four cells', () => {
	const offered = rows.flatMap(([, , , offer = '']) => offer.split(':').slice(1));
	expect(offered.length).toBeGreaterThan(20);
	expect(offered.filter(name => list(name).length === 0)).toEqual([]);
	expect(rows.filter(cells => cells.length !== 4)).toEqual([]);
});

test('the poems are offered on the ports on which they are served by default', () => {
	expect(list('poem-address')).toEqual([
		':10000 poetry/ecstasy',
		':10001 poetry/tyger',
		':12000 proxy/ecstasy',
		':12001 proxy/tyger',
	]);
});

test('the lab is offered as no command, since it has no name', () => {
	expect(list('command').map(row => row.split(' ')[0])).not.toContain('lab');
	expect(list('lab')).toContain('--poems every *.txt in it is a poem');
});
