import { describe, expect, it } from 'vitest';
import type { Host } from '../../../../source/lab/snapshot/host.ts';
import { hostsView } from '../../../../source/ui/overlays/hosts/view.ts';
import { initialState, type OverlayOf } from '../../../../source/ui/state.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf } from '../../../fixtures/view-model.ts';

function rowsOf(change: Partial<OverlayOf<'host-picker'>>, hosts: readonly Host[] = sampleSnapshot().hosts) {
	const overlay: OverlayOf<'host-picker'> = { kind: 'host-picker', query: '', index: 0, marked: [], ...change };
	const model = modelOf({ state: { ...initialState, overlay }, snapshot: sampleSnapshot({ hosts }) });
	return drawnRows(<hostsView.Component model={model} focused width={82} height={12} />, 82, 12);
}

const picker = (query: string): string => rowsOf({ query }).join('\n');

describe('the host picker', () => {
	it.each([
		['foo', 'it has no port; write host:port'],
		['foo:', 'has no port number'],
		['foo:70000', 'ports go from 1 to 65535'],
		['::1', 'an IPv6 address goes in brackets'],
	])('says of %s what is missing, and does not offer to add it', (query, missing) => {
		expect(picker(query)).toContain(missing);
		expect(picker(query)).not.toContain('adds');
	});

	it('begins every address in the same column, also after names with wide characters and combining marks', () => {
		const { hosts } = sampleSnapshot();
		const named = ['poetry/tyger', 'poetry/古池や', 'poetry/e\u0301\u0323'].map((label, at) => ({
			...hosts[0],
			label,
			address: `127.0.0.1:1000${at}`,
			status: 'listening' as const,
		}));
		const rows = rowsOf({}, named);
		const columns = named.map(({ address }) => {
			const row = rows.find(text => text.includes(address)) ?? '';
			return textWidth(row.slice(0, row.indexOf(address)));
		});
		expect(new Set(columns).size).toBe(1);
	});

	it('offers to add the address that would be added', () => {
		expect(picker('foo:9999')).toContain('enter adds foo:9999');
		expect(picker(':9999')).toContain('enter adds 127.0.0.1:9999');
	});

	it('shows what was typed above the hosts that it finds, and how many those are', () => {
		const rows = rowsOf({ query: 'ecs', index: 1 });
		expect(rows.slice(1, 6)).toEqual([
			'  ╭─ Host ──────────────────────────────────────────────────────────── 2 of 6 ─╮',
			'  │ › ecs▏                                                                     │',
			'  │                                                                            │',
			'  │ proxy/ecstasy                   127.0.0.1:12000                            │',
			'  │▸poetry/ecstasy                  127.0.0.1:10000                            │',
		]);
	});
});
