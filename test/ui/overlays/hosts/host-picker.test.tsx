import { describe, expect, it } from 'vitest';
import type { Host } from '../../../../source/lab/snapshot/host.ts';
import type { Command } from '../../../../source/ui/keymap.ts';
import { hostsView } from '../../../../source/ui/overlays/hosts/view.ts';
import { initialState, type OverlayOf, type ScreenState, type Update } from '../../../../source/ui/state.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { update, updateByText } from '../../../../source/ui/update.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf, worldOf } from '../../../fixtures/view-model.ts';

function rowsOf(change: Partial<OverlayOf<'host-picker'>>, hosts: readonly Host[] = sampleSnapshot().hosts) {
	const overlay: OverlayOf<'host-picker'> = {
		kind: 'host-picker',
		query: '',
		index: 0,
		marked: [],
		...{ hasToggled: false, ...change },
	};
	const model = modelOf({ state: { ...initialState, overlay }, snapshot: sampleSnapshot({ hosts }) });
	return drawnRows(<hostsView.Component model={model} focused width={82} height={12} />, 82, 12);
}

const picker = (query: string): string => rowsOf({ query }).join('\n');

const poets = ['127.0.0.1:10000', '127.0.0.1:10001'];
const before: ScreenState = { ...initialState, client: { ...initialState.client, marked: poets } };

/** The state after these commands and texts in the picker, and the hosts that were added. */
function pressed(state: ScreenState, ...keys: readonly (Command | { readonly text: string })[]) {
	const world = worldOf(sampleSnapshot());
	return keys.reduce<Update>(
		(now, key) => (typeof key === 'string' ? update(now.state, key, world) : updateByText(now.state, key.text, world)),
		{ state, effects: [] },
	);
}

describe('enter in the host picker', () => {
	it('takes what is marked, where the person has marked something or is on one that is', () => {
		const all = pressed(initialState, 'pick-host', { text: 'poets' }, 'toggle-all', 'accept');
		expect(all.state.client.marked).toHaveLength(3);
		expect(pressed(before, 'pick-host', 'accept').state.client.marked).toEqual(poets);
		const more = pressed(before, 'pick-host', 'last', 'toggle', 'first', 'down', 'down', 'accept');
		expect(more.state.client.marked).toEqual([...poets, '127.0.0.1:12002']);
	});

	it('takes all of a kind whose name was typed, without those that the person then unmarks', () => {
		const poetry = ['127.0.0.1:10000', '127.0.0.1:10001', '127.0.0.1:10002'];
		expect(pressed(initialState, 'pick-host', { text: 'poets' }, 'accept').state.client.marked).toEqual(poetry);
		expect(pressed(initialState, 'pick-host', { text: 'Poets' }, 'down', 'accept').state.client.marked).toEqual(poetry);
		const proxies = pressed(before, 'pick-host', { text: 'proxies' }, 'accept').state.client.marked;
		expect(proxies).toEqual(['127.0.0.1:12000', '127.0.0.1:12001', '127.0.0.1:12002']);
		const fewer = pressed(initialState, 'pick-host', { text: 'poets' }, 'toggle', 'accept').state.client.marked;
		expect(fewer).toEqual(poetry.slice(1));
		const none = pressed(initialState, 'pick-host', { text: 'poets' }, 'toggle-all', 'toggle-all').state.overlay;
		expect(none).toMatchObject({ marked: [] });
		const other = pressed(initialState, 'pick-host', { text: 'poets' }, 'erase-all', 'accept').state.client;
		expect(other).toMatchObject({ address: '127.0.0.1:10000', marked: [] });
	});

	it('takes another host alone, where marks are only left over from before', () => {
		const { client } = pressed(before, 'pick-host', 'last', 'accept').state;
		expect(client).toMatchObject({ address: '127.0.0.1:12002', marked: [] });
	});

	it('adds a new host to those that were just marked, or takes it alone', () => {
		const added = pressed(initialState, 'pick-host', 'toggle', { text: 'elsewhere:9' }, 'accept');
		expect(added.state.overlay).toMatchObject({ query: '', marked: ['127.0.0.1:12000', 'elsewhere:9'] });
		expect(added.effects).toMatchObject([{ action: { type: 'add-host', address: 'elsewhere:9' } }]);
		const alone = pressed(before, 'pick-host', { text: 'elsewhere:9' }, 'accept');
		expect(alone.state.client).toMatchObject({ address: 'elsewhere:9', marked: [] });
	});

	it('is told in the border', () => {
		const last = (change: Partial<OverlayOf<'host-picker'>>) => rowsOf(change).findLast(row => row.includes('╯'));
		expect(last({})).toContain('─ enter takes poetry/ecstasy alone; space marks several ─');
		expect(last({ marked: poets })).toContain('─ enter takes the 2 that are marked ─');
		expect(last({ query: 'poets' })).toContain('─ enter takes the 3 that are marked ─');
		expect(last({ marked: poets, index: 2 })).toContain('─ enter takes poetry/ozymandias alone');
		expect(last({ marked: poets.slice(1), index: 2, hasToggled: true })).toContain(
			'─ enter takes the one that is marked ─',
		);
	});
});

describe('the host picker', () => {
	it.each([
		['foo', 'no host here has that in its name; to add one, write host:port'],
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

	it('shows that typing the name of a kind marks all of it, and says so where nothing is typed yet', () => {
		expect(rowsOf({}).join('\n')).toContain('type to find a host, poets for all, or host:port');
		const rows = rowsOf({ query: 'poets' });
		expect(rows.filter(row => row.includes('◆ poetry/'))).toHaveLength(3);
		expect(rows[1]).toContain('3 marked  3 of 6');
	});

	it('offers to add the address that would be added', () => {
		expect(picker('foo:9999')).toContain('enter adds foo:9999');
		expect(picker(':9999')).toContain('enter adds 127.0.0.1:9999');
	});

	it('shows what was typed above the hosts that it finds, and how many those are', () => {
		const rows = rowsOf({ query: 'ecs', index: 1 });
		expect(rows.slice(1, 6)).toEqual([
			'  ╭─ Hosts ─────────────────────────────────────────────────────────── 2 of 6 ─╮',
			'  │ › ecs▏                                                                     │',
			'  │                                                                            │',
			'  │ proxy/ecstasy                   127.0.0.1:12000                            │',
			'  │▸poetry/ecstasy                  127.0.0.1:10000                            │',
		]);
	});
});
