import { describe, expect, it } from 'vitest';
import type { Action } from '../../../source/lab/actions.ts';
import type { ReplayState } from '../../../source/lab/snapshot/replay-state.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { openedInspector } from '../../../source/ui/inspector/inspector-state.ts';
import { findBinding, hintsFor } from '../../../source/ui/keymap/key-lookup.ts';
import type { Command } from '../../../source/ui/keymap.ts';
import { initialState, type ScreenState, type World } from '../../../source/ui/state.ts';
import { update, updateByText } from '../../../source/ui/update.ts';
import { contextsOf, observe } from '../../../source/ui/views.ts';
import { sampleFetch, sampleSnapshot, sampleTime } from '../../fixtures/fake-lab.ts';
import { worldOf } from '../../fixtures/view-model.ts';

const replay: ReplayState = {
	at: 55,
	total: 100,
	time: sampleTime,
	startTime: sampleTime - 5_000,
	endTime: sampleTime + 5_000,
	playing: false,
	speed: 1,
	skippedLines: 0,
};

function world(change: Partial<ReplayState> = {}, more: Partial<Snapshot> = {}): World {
	const snapshot = sampleSnapshot({ replay: { ...replay, ...change }, ...more });
	return worldOf(snapshot);
}

/** What a key asks of the replay, from a panel. */
function asked(key: string, change: Partial<ReplayState> = {}, state: ScreenState = initialState): readonly Action[] {
	const command = findBinding(contextsOf(state, 'replay'), key)?.command;
	const { effects } = command === undefined ? { effects: [] } : update(state, command, world(change));
	return effects.flatMap(effect => (effect.kind === 'dispatch' ? [effect.action] : []));
}

describe('a replay’s keys', () => {
	it('play and pause with one key', () => {
		expect(asked('space')).toEqual([{ type: 'replay-play' }]);
		expect(asked('space', { playing: true })).toEqual([{ type: 'replay-pause' }]);
	});

	it('step by one event in both directions', () => {
		expect(asked('right')).toEqual([{ type: 'replay-step', events: 1 }]);
		expect(asked(',')).toEqual([{ type: 'replay-step', events: -1 }]);
	});

	it('double and halve the speed, within its ends', () => {
		expect(asked(']')).toEqual([{ type: 'replay-speed', speed: 2 }]);
		expect(asked('[')).toEqual([{ type: 'replay-speed', speed: 0.5 }]);
		expect(asked(']', { speed: 64 })).toEqual([{ type: 'replay-speed', speed: 64 }]);
		expect(asked('[', { speed: 0.25 })).toEqual([{ type: 'replay-speed', speed: 0.25 }]);
	});

	it('jump to the start, the end, and the tenths around', () => {
		expect(asked('0')).toEqual([{ type: 'replay-jump', fraction: 0 }]);
		expect(asked('$')).toEqual([{ type: 'replay-jump', fraction: 1 }]);
		expect(asked('>')).toEqual([{ type: 'replay-jump', fraction: 0.6 }]);
		expect(asked('<')).toEqual([{ type: 'replay-jump', fraction: 0.5 }]);
	});

	it('go on to the next tenth from one, and never stay at it', () => {
		expect(asked('>', { at: 60 })).toEqual([{ type: 'replay-jump', fraction: 0.7 }]);
		expect(asked('<', { at: 60 })).toEqual([{ type: 'replay-jump', fraction: 0.5 }]);
		expect(asked('>', { at: 1, total: 3 })).toEqual([{ type: 'replay-jump', fraction: 0.5 }]);
		expect(asked('>', { at: 100 })).toEqual([{ type: 'replay-jump', fraction: 1 }]);
		expect(asked('<', { at: 0 })).toEqual([{ type: 'replay-jump', fraction: 0 }]);
	});

	it('count in every panel, over an open exchange and over the latencies, but not where text is typed', () => {
		const places: readonly Partial<ScreenState>[] = [
			{ focused: 'servers' },
			{ focused: 'traffic' },
			{ focused: 'client', client: { ...initialState.client, field: 'host' } },
			{ focused: 'poem' },
			{ inspector: openedInspector(1) },
			{ overlay: { kind: 'latency' } },
		];
		for (const place of places) {
			expect(asked('space', {}, { ...initialState, ...place })).toEqual([{ type: 'replay-play' }]);
		}
		const typing: ScreenState = {
			...initialState,
			focused: 'traffic',
			traffic: { ...initialState.traffic, typing: true },
		};
		expect(findBinding(contextsOf(typing, 'replay'), ',')).toBeUndefined();
	});

	it('mean nothing in a lab with servers', () => {
		const live = { ...world(), snapshot: sampleSnapshot() };
		expect(update(initialState, 'replay-toggle', live).effects).toEqual([]);
		expect(contextsOf(initialState)).not.toContain('replay');
		expect(findBinding(contextsOf(initialState), '$')).toBeUndefined();
	});
});

describe('the keys of a live client, in a replay', () => {
	const live: readonly Command[] = [
		'fetch',
		'repeat-fetch',
		'purge-cache',
		'toggle-server',
		'use-as-host',
		'pick-host',
		'pick-transforms',
		'next-host',
		'record',
	];

	it.each(live)('ask for nothing, and say why: %s', command => {
		const step = update({ ...initialState, focused: 'servers' }, command, world());
		expect(step.effects).toEqual([]);
		expect(step.state.overlay).toBeUndefined();
		expect(step.state.message?.text).toMatch(/^this is a recording: /);
	});

	it('take no typed host', () => {
		const onHost: ScreenState = { ...initialState, client: { ...initialState.client, field: 'host' } };
		expect(updateByText(onHost, 'q', world()).state.overlay).toBeUndefined();
	});

	it('leave every key of the replay its hint, in the order in which they are needed', () => {
		const hints = hintsFor(contextsOf(initialState, 'replay'), () => true).map(({ hint }) => hint);
		expect(hints.slice(0, 5)).toEqual(['play/pause', 'event', 'tenth', 'speed', 'start/end']);
	});
});

describe('going back in a replay', () => {
	it('leaves nothing of what came later among the fetches before', () => {
		const later = world({}, { fetch: sampleFetch({ id: 3 }) }).snapshot;
		expect(observe(initialState, later)).toBe(initialState);
	});
});
