import { expect, test } from 'vitest';
import type { PlannedPort } from '../../../source/lab/servers/plan-ports.ts';
import type { PlannedServer } from '../../../source/lab/servers/server-plan.ts';
import { checkListening, startOnPort, type TriedServer } from '../../../source/lab/servers/taken-port.ts';
import { NetError } from '../../../source/net/net-error.ts';

/** The ports that are tried for a server of which this one can not be had. */
async function tried(port: PlannedPort, before?: number, code = 'EADDRINUSE') {
	const ports: number[] = [];
	const start: PlannedServer['start'] = async at => {
		ports.push(at);
		if (at !== 0) {
			throw new NetError(code, 'not this one');
		}
		return { port: 40_000 } as never;
	};
	const plan: PlannedServer = { server: 'poetry/a', kind: 'poetry', port, facts: () => ({}), start };
	const known = before === undefined ? undefined : { host: '127.0.0.1', port: before };
	const outcome = await startOnPort(plan, {} as never, known).then(
		running => running.port,
		({ message }) => message,
	);
	return { ports, outcome };
}

test('a default port that is taken is replaced by any free one, and is not tried where it is to be another’s', async () => {
	expect(await tried({ port: 10_000, asked: false })).toEqual({ ports: [10_000, 0], outcome: 40_000 });
	expect(await tried({ port: 10_000, asked: false, isOurs: true })).toEqual({ ports: [0], outcome: 40_000 });
});

test('no other port is tried in place of one that was asked for, that the server had before, or that is not taken', async () => {
	const not = (ports: readonly number[]) => ({ ports, outcome: 'not this one' });
	expect(await tried({ port: 10_000, asked: true })).toEqual(not([10_000]));
	expect(await tried({ port: 10_000, asked: false }, 10_001)).toEqual(not([10_001]));
	expect(await tried({ port: 10_000, asked: false, isOurs: true }, 10_001)).toEqual(not([10_001]));
	expect(await tried({ port: 10_000, asked: false }, undefined, 'EACCES')).toEqual(not([10_000]));
});

function server(name: string, asked: boolean, failure?: string): TriedServer {
	return { plan: { server: `poetry/${name}`, port: { port: 1, asked } }, failure };
}

test('a lab opens without a default port, but not without one that was asked for', () => {
	expect(() => checkListening([server('a', true), server('b', false, 'cannot')])).not.toThrow();
	expect(() => checkListening([server('a', true), server('b', false, 'cannot'), server('c', true, 'can not')])).toThrow(
		/^poetry\/c can not$/,
	);
});

test('a lab in which no server listens does not open, and says how many can not', () => {
	expect(() => checkListening([server('a', false, 'cannot'), server('b', false, 'cannot')])).toThrow(
		/^poetry\/a cannot \(1 more of the servers can not listen either\)$/,
	);
});
