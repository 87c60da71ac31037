import { describe, expect, it } from 'vitest';
import { restingCursor } from '../../../../source/ui/list-cursor.ts';
import { connectionsRows } from '../../../../source/ui/panels/connections/connections-rows.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';
import { openExchange, sampleTime } from '../../../fixtures/fake-lab.ts';

const open = [
	openExchange({ id: 1, server: 'proxy/jabberwocky', kind: 'proxy', peer: 'client', bytesOut: 1_500 }),
	openExchange({ id: 2, server: 'poetry/jabberwocky', peer: 'proxy/jabberwocky', bytesOut: 1_500 }),
];

describe('the Connections panel', () => {
	it('shows the longest name of a server whole at 43 columns, and its peer by its kind', () => {
		const rows = connectionsRows({
			open,
			openCount: 2,
			cursor: restingCursor,
			focused: false,
			now: sampleTime + 4_000,
			width: 43,
			height: 4,
			nameWidth: 18,
		});
		expect(rows.map(rowText).slice(1, 3)).toEqual([
			'│ client  proxy/jabberwocky  ━━───  3.0 s │',
			'│ proxy   poetry/jabberwocky ━━───  2.0 s │',
		]);
	});
});
