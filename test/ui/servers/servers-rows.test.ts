import { describe, expect, it } from 'vitest';
import { serverNameWidth } from '../../../source/ui/servers/server-name-width.ts';
import { serversRows } from '../../../source/ui/servers/servers-rows.ts';
import { rowText } from '../../../source/ui/text/rows.ts';
import { sampleServer } from '../../fixtures/fake-lab.ts';

const servers = [
	sampleServer({ id: 'poetry/jabberwocky', bytes: 1_010, slow: true }),
	sampleServer({ id: 'poetry/tyger', port: 10_001, bytes: 812, slow: true }),
	sampleServer({ id: 'transform', kind: 'transform', port: 11_000, served: 2 }),
];

const rows = (width: number, height: number, selected?: string): readonly string[] =>
	serversRows({ servers, selected, focused: true, width, height }).map(rowText);

describe('the Servers panel', () => {
	it('says that a poem is slow, behind its name or in the place of its bytes', () => {
		expect(rows(43, 8).slice(2, 4)).toEqual([
			'│▸jabberwocky   :10000    ·      ·   slow │',
			'│ tyger slow    :10001    ·      ·  812 B │',
		]);
		expect(rows(54, 8)[2]).toContain('jabberwocky slow');
	});

	it('has no empty label among the details of the transform server', () => {
		const details = rows(54, 20, 'transform');
		expect(details).toContain(`│ answered  2 requests${' '.repeat(31)}│`);
		expect(details.some(row => /│ poem *│/.test(row))).toBe(false);
	});

	it('takes the longest name for the tables of all servers, up to a bound', () => {
		expect(serverNameWidth(servers)).toBe(18);
		expect(serverNameWidth([{ id: 'x'.repeat(80) }])).toBe(24);
		expect(serverNameWidth([])).toBe(0);
	});
});
