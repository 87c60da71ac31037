import { afterEach, expect, test } from 'vitest';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { anyPorts, eventWith, programPath, run, start } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

describeWithEngine('the board of a class, and a lab that is watched', engine => {
	const running: ReturnType<typeof start>[] = [];
	let terminal: TerminalProgram | undefined;
	/** Each test has a class of its own. */
	let database = 0;
	const url = () => `${engine().url}/${database}`;
	afterEach(async () => {
		database += 1;
		terminal?.pty.kill('SIGKILL');
		terminal = undefined;
		for (const { child } of running) {
			child.kill('SIGKILL');
		}
		await Promise.all(running.splice(0).map(({ ended }) => ended));
	});

	const begin = (...args: readonly string[]) => {
		const program = start(...args);
		running.push(program);
		return program;
	};
	/** A lab in the class, and the port of a proxy of its. */
	const joined = async (name: string) => {
		const lab = begin('serve', '--json', ...anyPorts, '--class', url(), '--as', name);
		const port = await lab.portOf('proxy/ecstasy');
		await lab.line(eventWith({ type: 'ready' }));
		return { lab, port };
	};
	const open = (...args: readonly string[]) => {
		terminal = openTerminal(process.execPath, [programPath, ...args]);
		return terminal;
	};

	test('class --json prints a line when a lab joins, when its counts change, and when it is lost', async () => {
		const board = begin('class', url(), '--json');
		await board.line(eventWith({ type: 'class-joined' }));
		const { lab, port } = await joined('ada');
		await board.line(eventWith({ type: 'lab-joined', lab: 'ada' }));
		expect((await run('get', `:${port}`)).code).toBe(0);
		await board.line(eventWith({ type: 'counts-changed', lab: 'ada', misses: 1, upstreamConnections: 1 }));
		lab.child.kill('SIGTERM');
		await board.line(eventWith({ type: 'lab-left', lab: 'ada' }));
		board.child.kill('SIGTERM');
		expect(await board.ended).toMatchObject({ code: 143, stderr: '' });
	});

	test('the board shows the labs; enter watches one while it goes on, esc comes back, q quits', async () => {
		const { port } = await joined('bo');
		await joined('cy');
		const board = open('class', url());
		await board.shows(/▸bo .*\n.* cy /, { buffer: 'alternate' });
		board.type('\r');
		await board.shows(/LIVE +▶ live bo/);
		board.mark();
		expect((await run('get', `:${port}`)).code).toBe(0);
		await board.shows(/proxy\/ecstasy +MISS .*:[1-9]\d+ /);
		board.type(' ');
		await board.shows('held still');
		board.type(' ');
		await board.shows('▶ live');
		board.type('\u001b');
		await board.shows(/poetry class[\s\S]*▸bo /);
		board.type('q');
		expect((await board.exited).exitCode).toBe(0);
	});

	test('watch shows a lab by its name; a name that is not there ends it with 1, and wrong usage with 2', async () => {
		await joined('dee');
		const watch = open('watch', url(), 'dee');
		await watch.shows(/ecstasy[\s\S]*LIVE +▶ live dee/, { buffer: 'alternate' });
		watch.type('q');
		expect((await watch.exited).exitCode).toBe(0);
		const nobody = open('watch', url(), 'nobody');
		expect((await nobody.exited).exitCode).toBe(1);
		expect(nobody.output()).toMatch(/There is no lab nobody in the class .*there are .*dee/);
		expect(await run('watch', url(), 'dee')).toMatchObject({ code: 2 });
		expect(await run('class', 'http://example.org')).toMatchObject({ code: 2 });
	});
});
