import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import { dispatch } from '../../source/ui/effects.ts';
import type { Command } from '../../source/ui/keymap.ts';
import { withShownFetch } from '../../source/ui/panels/client/client-fetches.ts';
import { initialState, type ScreenState, type Update, type World } from '../../source/ui/state.ts';
import { update, updateByText } from '../../source/ui/update.ts';
import { arrangementOf, observe } from '../../source/ui/views.ts';
import { runningFetch, sampleExchange, sampleFetch, sampleSnapshot, sampleTime } from '../fixtures/fake-lab.ts';

function world(change: Partial<Snapshot> = {}): World {
	return {
		snapshot: sampleSnapshot(change),
		arrangement: arrangementOf(initialState, sampleSnapshot(change), { columns: 120, rows: 36 }),
		now: () => sampleTime,
		poemRowCount: () => 100,
		poemMatches: () => [],
		bytesMatches: () => ({ count: 0, rowOf: () => 0 }),
		inspectorExtent: () => ({ rowCount: 50, room: 20, isRunning: false }),
	};
}

/** What these commands, one after another, lead to. */
function run(commands: readonly Command[], state: ScreenState = initialState, here: World = world()): Update {
	return commands.reduce<Update>(
		(step, command) => {
			const next = update(step.state, command, here);
			return { ...next, effects: [...step.effects, ...next.effects] };
		},
		{ state, effects: [] },
	);
}

describe('the client', () => {
	it('fetches from the first proxy that listens, not from one that is stopped', () => {
		const hosts = sampleSnapshot().hosts.map(host =>
			host.server === 'proxy/ecstasy' ? { ...host, status: 'stopped' as const } : host,
		);
		expect(run(['fetch'], initialState, world({ hosts })).effects).toEqual([
			dispatch({ type: 'fetch', address: '127.0.0.1:12001', transforms: [] }),
		]);
	});

	it('asks for nothing where there is no host, and says so', () => {
		const step = run(['fetch'], initialState, world({ hosts: [] }));
		expect(step.effects).toEqual([]);
		expect(step.state.message?.text).toContain('no host');
	});

	it('goes round the hosts in both directions', () => {
		expect(run(['next-host', 'next-host', 'next-host']).state.client.address).toBe('127.0.0.1:10000');
		expect(run(['previous-host']).state.client.address).toBe('127.0.0.1:10002');
	});

	it('goes round the transforms in both directions, each alone, and none between the last and the first', () => {
		const picked = (...commands: Command[]) => run(commands).state.client.transforms;
		expect(picked('next-transform')).toEqual(['cummingsify']);
		expect(picked('next-transform', 'next-transform')).toEqual(['gibberish']);
		expect(picked('previous-transform')).toEqual(['shout']);
		expect(picked('previous-transform', 'next-transform')).toEqual([]);
	});

	it('repeats exactly the last fetch, whatever was picked since', () => {
		const step = run(['fetch', 'next-host', 'focus-poem', 'repeat-fetch']);
		expect(step.effects[1]).toEqual(step.effects[0]);
	});

	it('fetches from every host that was marked, and once more with another number at once', () => {
		const step = run(['pick-host', 'toggle-all', 'accept', 'fetch', 'more-at-once', 'repeat-fetch']);
		const addresses = sampleSnapshot().hosts.map(({ address }) => address);
		const batch = { type: 'fetch-batch', addresses, transforms: [], promise: 'all' } as const;
		expect(step.effects).toEqual([dispatch({ ...batch, atOnce: 0 }), dispatch({ ...batch, atOnce: 1 })]);
	});

	it('is back at one host when another one is stepped to, or when a single one was marked', () => {
		const marked = run(['pick-host', 'toggle-all', 'accept']).state;
		expect(marked.client.marked).toHaveLength(6);
		expect(run(['next-host'], marked).state.client).toMatchObject({ marked: [], address: '127.0.0.1:12001' });
		const one = run(['pick-host', 'toggle-all', 'toggle', 'accept'], marked).state.client;
		// The picker opens at the first of those that are marked.
		expect(one).toMatchObject({ marked: [], address: '127.0.0.1:10000' });
	});

	it('marks all poets, or all proxies, by those words', () => {
		const marked = (word: string) => {
			const picker = updateByText(run(['pick-host']).state, word, world()).state;
			return run(['toggle-all', 'accept'], picker).state.client.marked;
		};
		expect(marked('poets')).toEqual(['127.0.0.1:10000', '127.0.0.1:10001', '127.0.0.1:10002']);
		expect(marked('proxies')).toEqual(['127.0.0.1:12000', '127.0.0.1:12001', '127.0.0.1:12002']);
	});

	it('begins no more fetches than the lab allows, and says how many are under way', () => {
		const fetches = Array.from({ length: 98 }, (_, id) => runningFetch({ id, status: id < 2 ? 'running' : 'waiting' }));
		const many = world({ fetches, fetch: fetches[1] });
		const state = run(['pick-host', 'toggle-all', 'accept']).state;
		const step = run(['fetch'], state, many);
		expect(step.effects).toEqual([]);
		expect(step.state.message?.text).toBe('not begun: 98 fetches under way, at most 100; esc cancels');
		expect(run(['fetch'], initialState, many).effects).toHaveLength(1);
	});

	describe('with three fetches under way', () => {
		const fetches = [1, 2, 3].map(id => runningFetch({ id, server: `poetry/${id}`, batch: 9 }));
		const three = world({ fetches, fetch: fetches[2] });

		it('cancels the one that is shown, and the others when it is asked again', () => {
			const first = run(['back'], initialState, three);
			expect(first.effects).toEqual([dispatch({ type: 'cancel-fetch', fetch: 3 })]);
			expect(first.state.message?.text).toBe('cancelled poetry/3; esc again cancels the 2 others');
			const second = run(['back'], first.state, three);
			expect(second.effects).toEqual([dispatch({ type: 'cancel-fetch' })]);
			expect(second.state.message?.text).toBe('cancelled all 3 fetches');
		});

		it('goes down from the button into their list, cancels the one that is selected, and up again', () => {
			const inList = run(['down', 'down'], initialState, three).state;
			expect(inList.client).toMatchObject({ field: 'fetches', selected: 2 });
			const shown = { ...three, snapshot: withShownFetch(inList, three.snapshot) };
			expect(shown.snapshot.fetch?.id).toBe(2);
			expect(run(['back'], inList, shown).effects).toEqual([dispatch({ type: 'cancel-fetch', fetch: 2 })]);
			const back = run(['up', 'up'], inList, shown).state;
			expect(back.client).toMatchObject({ field: 'fetch', selected: undefined });
		});

		it('cancels none of them without a word where the one that is shown has ended', () => {
			const ended = world({ fetches: [sampleFetch({ id: 0 }), ...fetches], fetch: sampleFetch({ id: 0 }) });
			const state = { ...initialState, client: { ...initialState.client, selected: 0 } };
			const step = run(['back'], state, ended);
			expect(step.effects).toEqual([]);
			expect(step.state.message?.text).toBe('proxy/ecstasy has ended; esc again cancels the 3 that have not');
			expect(run(['back'], step.state, ended).effects).toEqual([dispatch({ type: 'cancel-fetch' })]);
		});
	});

	it('says that there is nothing to repeat before the first fetch', () => {
		const step = run(['repeat-fetch']);
		expect(step.effects).toEqual([]);
		expect(step.state.message?.tone).toBe('warning');
	});

	it('cancels a running fetch on back, and asks for nothing when none runs', () => {
		expect(run(['back'], initialState, world({ fetch: runningFetch() })).effects).toEqual([
			dispatch({ type: 'cancel-fetch' }),
		]);
		expect(run(['back'], initialState, world({ fetch: sampleFetch() })).effects).toEqual([]);
	});

	it('forgets what was picked in the transform picker when it is left with esc', () => {
		expect(run(['pick-transforms', 'toggle', 'close']).state.client.transforms).toEqual([]);
		expect(run(['pick-transforms', 'toggle', 'accept']).state.client.transforms).toEqual(['cummingsify']);
	});

	it('takes the marked one where none was picked, and keeps those of before where nothing was done', () => {
		const taken = run(['pick-transforms', 'down', 'accept']);
		expect(taken.state.client).toMatchObject({ transforms: ['gibberish'], field: 'fetch' });
		expect(run(['pick-transforms', 'accept'], taken.state).state.client.transforms).toEqual(['gibberish']);
		expect(run(['pick-transforms', 'toggle', 'accept'], taken.state).state.client.transforms).toEqual([]);
	});

	it('leads to the fetch also with esc, so that the next enter does not open it again', () => {
		expect(run(['pick-transforms', 'close']).state.client.field).toBe('fetch');
	});

	it('runs a transform last that was picked off and on again', () => {
		const step = run(['pick-transforms', 'toggle', 'down', 'toggle', 'up', 'toggle', 'toggle', 'accept']);
		expect(step.state.client.transforms).toEqual(['gibberish', 'cummingsify']);
	});

	it('moves a transform in the order, but not past its ends', () => {
		const picked = ['pick-transforms', 'toggle', 'down', 'toggle'] as const;
		expect(run([...picked, 'move-earlier', 'move-earlier', 'accept']).state.client.transforms).toEqual([
			'gibberish',
			'cummingsify',
		]);
		expect(run([...picked, 'move-later', 'accept']).state.client.transforms).toEqual(['cummingsify', 'gibberish']);
	});

	it('adds a typed address in its canonical form', () => {
		const typed = updateByText(run(['pick-host']).state, ':7000', world()).state;
		const step = run(['accept'], typed);
		expect(step.effects).toEqual([dispatch({ type: 'add-host', address: '127.0.0.1:7000' })]);
		expect(step.state.client.address).toBe('127.0.0.1:7000');
	});

	it('takes a known address that was typed in full as that host', () => {
		const typed = updateByText(run(['pick-host']).state, '127.0.0.1:12001', world()).state;
		const step = run(['accept'], typed);
		expect(step.effects).toEqual([]);
		expect(step.state.client.address).toBe('127.0.0.1:12001');
	});
});

describe('the servers', () => {
	it('makes the selected server the client’s host, and goes there', () => {
		const { state } = run(['focus-servers', 'down', 'use-as-host']);
		expect([state.focused, state.client.address, state.client.field]).toEqual(['client', '127.0.0.1:10001', 'fetch']);
	});

	it('says why the transform server cannot be a host', () => {
		const { state } = run(['focus-servers', 'last', 'use-as-host']);
		expect(state.focused).toBe('servers');
		expect(state.message?.text).toContain('no poem');
	});

	it('starts a server that failed, and stops one that listens', () => {
		const failed = sampleSnapshot().servers.map(server => ({ ...server, status: 'failed' as const }));
		expect(run(['focus-servers', 'toggle-server'], initialState, world({ servers: failed })).effects).toEqual([
			dispatch({ type: 'start-server', server: 'poetry/ecstasy' }),
		]);
		expect(run(['focus-servers', 'toggle-server']).effects).toEqual([
			dispatch({ type: 'stop-server', server: 'poetry/ecstasy' }),
		]);
	});

	it('does not move past the ends of the list, and survives an empty one', () => {
		expect(run(['focus-servers', 'up', 'up']).state.selectedServer).toBe('poetry/ecstasy');
		expect(run(['focus-servers', 'last', 'down']).state.selectedServer).toBe('transform');
		expect(
			run(['focus-servers', 'down', 'toggle-server', 'use-as-host'], initialState, world({ servers: [] })).effects,
		).toEqual([]);
	});
});

describe('the other panels', () => {
	it('holds what Traffic shows while it is paused', () => {
		const exchanges = [sampleExchange({ id: 1 })];
		const { state } = run(['pause'], initialState, world({ exchanges }));
		expect(state.traffic.paused?.exchanges).toBe(exchanges);
		expect(run(['pause'], state).state.traffic.paused).toBeUndefined();
	});

	it('clears the filter first, and only then backs out of the zoom', () => {
		const filtered = updateByText(run(['focus-traffic', 'zoom', 'filter']).state, 'miss', world()).state;
		const kept = run(['accept'], filtered).state;
		const cleared = run(['back'], kept).state;
		expect([cleared.traffic.filter, cleared.zoomed]).toEqual(['', true]);
		expect(run(['back'], cleared).state.zoomed).toBe(false);
	});

	it('keeps the poem within its rows', () => {
		const here = world({ fetch: sampleFetch() });
		const { state } = run(['focus-poem', 'last', 'down', 'page-down'], initialState, here);
		expect(state.poem.top).toBeLessThan(100);
		expect(run(['first', 'up'], state, here).state.poem.top).toBe(0);
	});

	it('dismisses notices with esc, and never shows them again', () => {
		const here = world({ notices: ['port 10000 was taken'] });
		expect(run(['back'], initialState, here).state.noticesSeen).toBe(1);
	});

	it('dismisses one notice at a time, and not what has not come yet', () => {
		const here = world({ notices: ['port 10000 was taken', 'a.txt is not served'] });
		const stopped = { ...initialState, recordingTrouble: 'recording stopped' };
		const once = run(['back'], stopped, here).state;
		expect(once).toMatchObject({ noticesSeen: 0, recordingTrouble: undefined });
		expect(run(['back', 'back', 'back'], once, here).state.noticesSeen).toBe(2);
	});

	it('takes no text where none is asked for', () => {
		expect(updateByText(initialState, 'q', world()).state).toEqual(initialState);
	});
});

describe('what the screen remembers of the lab', () => {
	it('takes the notices that were there before a fetch for seen once it has ended, and not those that came of it', () => {
		const notices = ['port 10000 was taken'];
		const idle = observe(initialState, sampleSnapshot({ notices }));
		const running = observe(idle, sampleSnapshot({ notices, fetch: runningFetch({ id: 1 }) }));
		const more = [...notices, 'late.js broke down'];
		const ended = observe(running, sampleSnapshot({ notices: more, fetch: sampleFetch({ id: 1 }) }));
		expect(ended.noticesSeen).toBe(1);
		const next = sampleSnapshot({ notices: more, fetch: sampleFetch({ id: 2 }) });
		expect(
			observe(observe(ended, sampleSnapshot({ notices: more, fetch: sampleFetch({ id: 1 }) })), next).noticesSeen,
		).toBe(2);
	});

	it('notes the end of each fetch once', () => {
		let state = initialState;
		for (let id = 1; id <= 3; id += 1) {
			state = observe(state, sampleSnapshot({ fetch: runningFetch({ id }) }));
			state = observe(state, sampleSnapshot({ fetch: sampleFetch({ id }) }));
			expect(observe(state, sampleSnapshot({ fetch: sampleFetch({ id }) }))).toBe(state);
		}
		expect(state.endedFetch).toBe(3);
	});
});
