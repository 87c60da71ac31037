import { describe, expect, it } from 'vitest';
import { serverNameWidth } from '../../../../source/ui/panels/servers/server-name-width.ts';
import { ServersPanel } from '../../../../source/ui/panels/servers/servers-panel.tsx';
import { initialState } from '../../../../source/ui/state.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleServer, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf, panelSizes } from '../../../fixtures/view-model.ts';

const servers = [
	sampleServer({ id: 'poetry/jabberwocky', bytes: 1_010, slow: true }),
	sampleServer({ id: 'poetry/tyger', port: 10_001, bytes: 812, slow: true }),
	sampleServer({ id: 'transform', kind: 'transform', port: 11_000, served: 2 }),
];

function rows(width: number, height: number, selectedServer?: string, shown = servers): readonly string[] {
	const model = modelOf({
		snapshot: sampleSnapshot({ servers: shown }),
		state: { ...initialState, selectedServer },
	});
	return drawnRows(<ServersPanel model={model} focused width={width} height={height} />, width, height);
}

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
		const shown = (width: number) => rows(width, 20, undefined, bounded);
		expect(shown(54)[0]).toContain('980 over bound');
		expect(shown(40)[0]).toContain('980 over ');
		expect(shown(54).join('\n')).toContain('3.0 kB, 980 clients over a bound');
		expect(rows(54, 20).join('\n')).not.toContain('over');
	});

	it('keeps the selected server in sight, and says how many lines are not', () => {
		const many = Array.from({ length: 30 }, (_, at) => sampleServer({ id: `poetry/p${at}` }));
		const drawn = rows(43, 8, 'poetry/p20', many);
		expect(drawn[4]).toMatch(/^│▸p20 /);
		expect(drawn.at(-1)).toMatch(/─ ↑ 18 {2}↓ 7 more ─╯$/);
	});

	it('fills its place on every terminal', () => {
		const snapshot = sampleSnapshot({ servers });
		const sizes = panelSizes('servers', snapshot);
		expect(sizes.length).toBe(4);
		for (const { width, height } of sizes) {
			const drawn = rows(width, height);
			expect(drawn.length).toBe(height);
			expect(new Set(drawn.map(textWidth))).toEqual(new Set([width]));
		}
	});

	it('takes the longest name for the tables of all servers, up to a bound', () => {
		expect(serverNameWidth(servers)).toBe(18);
		expect(serverNameWidth([{ id: 'x'.repeat(80) }])).toBe(24);
		expect(serverNameWidth([])).toBe(0);
	});
});
