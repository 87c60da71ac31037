import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Failure } from '../../../source/cli/exit/failure.ts';
import { startedOrStopped } from '../../../source/cli/exit/starting.ts';
import { createStopRequest } from '../../../source/cli/exit/stop-request.ts';
import { UsageError } from '../../../source/cli/flags/usage-error.ts';

function ends() {
	const stopping = createStopRequest({ signals: new EventEmitter(), exit: () => {} });
	return { stopping, crashed: new Promise<never>(() => {}) };
}

/** What a start gives that fails in this way. */
function failingWith(name: string): Promise<unknown> {
	const error = Object.assign(new Error('what to do'), { name });
	const rest = { mustClose: () => true, close: async () => {} };
	return startedOrStopped(Promise.reject(error), ends(), rest).catch((thrown: unknown) => thrown);
}

test('a start that fails is wrong usage, a failure, or a mistake in this program, by the name of its error', async () => {
	expect(await failingWith('PlanError')).toBeInstanceOf(UsageError);
	expect(await failingWith('ListenError')).toBeInstanceOf(Failure);
	expect(await failingWith('ClassError')).toBeInstanceOf(Failure);
	expect(await failingWith('TypeError')).toMatchObject({ name: 'TypeError' });
});

test('what has started after somebody ended the program is closed, where there is something to close', async () => {
	const closed: string[] = [];
	for (const mustClose of [true, false]) {
		const { stopping, crashed } = ends();
		let start: (name: string) => void = () => {};
		const starting = new Promise<string>(resolve => {
			start = resolve;
		});
		const outcome = startedOrStopped(
			starting,
			{ stopping, crashed },
			{ mustClose: () => mustClose, close: async name => void closed.push(name) },
		);
		stopping.request(130);
		setImmediate(() => start(`must close: ${mustClose}`));
		expect(await outcome).toEqual({ code: 130 });
	}
	expect(closed).toEqual(['must close: true']);
});
