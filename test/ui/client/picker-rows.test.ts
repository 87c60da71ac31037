import { describe, expect, it } from 'vitest';
import { hostPickerRows } from '../../../source/ui/client/picker-rows.ts';
import { rowText } from '../../../source/ui/text/rows.ts';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';

const picker = (query: string): string =>
	hostPickerRows({ kind: 'host-picker', query, index: 0 }, sampleSnapshot(), { x: 0, y: 0, width: 78, height: 10 })
		.map(rowText)
		.join('\n');

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

	it('offers to add the address that would be added', () => {
		expect(picker('foo:9999')).toContain('enter adds foo:9999');
		expect(picker(':9999')).toContain('enter adds 127.0.0.1:9999');
	});
});
