import { describe, expect, it } from 'vitest';
import { hostPickerPanel } from '../../../../source/ui/overlays/hosts/picker-rows.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnPanel } from '../../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../../fixtures/fake-lab.ts';

const picker = (query: string): string =>
	drawnPanel(
		hostPickerPanel({ kind: 'host-picker', query, index: 0 }, sampleSnapshot(), { width: 78, height: 10 }),
	).join('\n');

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
		const { hosts, ...rest } = sampleSnapshot();
		const named = ['poetry/tyger', 'poetry/古池や', 'poetry/e\u0301\u0323'].map((label, at) => ({
			...hosts[0],
			label,
			address: `127.0.0.1:1000${at}`,
			status: 'listening' as const,
		}));
		const overlay = { kind: 'host-picker', query: '', index: 0 } as const;
		const rows = drawnPanel(hostPickerPanel(overlay, { ...rest, hosts: named }, { width: 78, height: 10 }));
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
});
