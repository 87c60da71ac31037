import { describe, expect, it } from 'vitest';
import { serverNameWidth } from '../../../../source/ui/panels/servers/server-name-width.ts';
import { serversRows } from '../../../../source/ui/panels/servers/servers-rows.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';
import { sampleServer } from '../../../fixtures/fake-lab.ts';

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

	it('counts the clients that went over a bound, in its frame and for each server', () => {
		const bounded = [sampleServer({ id: 'poetry/tyger', overBound: 980, bytesOut: 3_000 })];
		const shown = (width: number) =>
			serversRows({ servers: bounded, selected: undefined, focused: true, width, height: 20 }).map(rowText);
		expect(shown(54)[0]).toContain('980 over bound');
		expect(shown(40)[0]).toContain('980 over ');
		expect(shown(54).join('\n')).toContain('3.0 kB, 980 clients over a bound');
		expect(rows(54, 20).join('\n')).not.toContain('over');
	});

	it('takes the longest name for the tables of all servers, up to a bound', () => {
		expect(serverNameWidth(servers)).toBe(18);
		expect(serverNameWidth([{ id: 'x'.repeat(80) }])).toBe(24);
		expect(serverNameWidth([])).toBe(0);
	});
});
