import { describe, expect, it } from 'vitest';
import type { FetchState } from '../../../../source/lab/lab.ts';
import { type ClientView, clientPanel } from '../../../../source/ui/panels/client/client-rows.ts';
import { drawnPanel } from '../../../fixtures/drawn.tsx';
import { hostOf, runningFetch, sampleFetch, sampleServer, sampleTime } from '../../../fixtures/fake-lab.ts';

const host = hostOf(sampleServer({ id: 'proxy/ecstasy', kind: 'proxy', port: 12_000 }));

function panel(fetch: FetchState | undefined, change: Partial<ClientView> = {}): readonly string[] {
	return drawnPanel(
		clientPanel({
			fetches: 0,
			field: 'fetch',
			host,
			address: host.address,
			transforms: [],
			fetch,
			past: [],
			replaying: false,
			focused: true,
			now: sampleTime,
			width: 33,
			height: 13,
			...change,
		}),
	);
}

const nothing = { poem: new Uint8Array(), poemBytes: 0 };
const steps = [{ transform: 'cummingsify', status: 'pending' }] as const;

describe('the Client panel after a fetch that did not do', () => {
	it('says once why it failed, and that its transform was not run', () => {
		const fetch = runningFetch({ ...nothing, status: 'failed', code: 'refused', why: 'connection refused', steps });
		expect(panel(fetch).slice(6, 10)).toEqual([
			'│ ✗ FAILED refused: connection  │',
			'│   refused                     │',
			'│ ✗ poem         FAILED         │',
			'│ ┄ cummingsify  not run        │',
		]);
	});

	it('says of a cancelled fetch that its transform was not run', () => {
		const fetch = runningFetch({ status: 'cancelled', steps });
		expect(panel(fetch).slice(6, 9)).toEqual([
			'│ ○ CANCELLED 44 B              │',
			'│ ○ poem         CANCELLED      │',
			'│ ┄ cummingsify  not run        │',
		]);
	});

	it('says of the transform that a cancelled fetch was in that it was cancelled', () => {
		const fetch = sampleFetch({ status: 'cancelled', steps: [{ transform: 'shout', status: 'running' }] });
		expect(panel(fetch).join('\n')).toMatch(/● poem +MISS 12 ms.*\n.*○ shout +cancelled/);
	});

	it('still says of a running fetch that its transform is pending', () => {
		expect(panel(runningFetch({ steps })).join('\n')).toContain('○ cummingsify  pending');
	});

	it('keeps a space between a long reason and the border', () => {
		const why = 'the transform threw something long';
		const fetch = sampleFetch({ status: 'fell-back', steps: [{ transform: 'gibberish', status: 'failed', why }] });
		expect(panel(fetch)).toContain('│ ✗ gibberish  the transform t… │');
	});
});

describe('the Client panel’s host', () => {
	it('never says of a poem that nobody has fetched that it is cached', () => {
		expect(panel(undefined, { width: 30 })[2]).toBe('│            via its cache   │');
		expect(panel(undefined, { width: 33 })[2]).toBe('│            through its cache  │');
	});
});
