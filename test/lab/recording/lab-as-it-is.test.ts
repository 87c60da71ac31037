import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { labAsItIs } from '../../../source/lab/recording/lab-as-it-is.ts';
import { applyEvents } from '../../fixtures/lab-state.ts';

test('a recording begun in a step of a lesson tells how far the person is, and whether the guess held', () => {
	const progressed: LabEvent = {
		type: 'lesson-progressed',
		time: 5,
		lesson: 'by-hand',
		title: 'By hand',
		...{ step: 2, steps: 5, held: false, tries: 3, happened: true, done: 1 },
	};
	const state = applyEvents(noState, [progressed]);
	expect(labAsItIs(state, 9).filter(({ type }) => type.startsWith('lesson'))).toEqual([{ ...progressed, time: 9 }]);
});

test('a recording begun in the middle knows which transform server the client uses', () => {
	const chosen: LabEvent = { type: 'transform-server-chosen', time: 1, host: 'fd00::5', port: 11_000 };
	const state = applyEvents(noState, [chosen]);
	expect(applyEvents(noState, [...labAsItIs(state, 9)]).transformServer).toBe('[fd00::5]:11000');
});

test('a recording begun in a class, on all addresses, tells both who is where and how others dial its servers', () => {
	const listening: LabEvent = {
		type: 'server-listening',
		time: 1,
		server: 'transform',
		kind: 'transform',
		host: '0.0.0.0',
		port: 11_000,
		reachableAt: ['192.168.1.5', '10.0.0.7'],
	};
	const ada: LabEvent = { type: 'class-peer-named', time: 3, peerHost: '192.168.1.4', name: 'ada@mac' };
	const opened: LabEvent = {
		type: 'connection-opened',
		time: 4,
		server: 'transform',
		connection: 1,
		peerHost: '192.168.1.4',
		peerPort: 50_000,
	};
	const joined: LabEvent = { type: 'class-joined', time: 2, engine: 'engine:6379', name: 'bo' };
	const state = applyEvents(noState, [listening, joined, ada, opened]);
	const again = applyEvents(noState, [...labAsItIs(state, 9)]);
	for (const { servers, open } of [state, again]) {
		expect(servers.get('transform')?.reachableAt).toEqual(['192.168.1.5', '10.0.0.7']);
		expect(open.get(1)?.peerName).toBe('ada@mac');
	}
});
