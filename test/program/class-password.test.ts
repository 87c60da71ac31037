import { afterEach, expect, test } from 'vitest';
import { askEngine } from '../fixtures/class/fetching-labs.ts';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { anyPorts, eventWith, programPath, run, start } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';
import { shellState } from '../fixtures/terminal-state.ts';

describeWithEngine(
	'an engine that wants a password',
	engine => {
		const running: ReturnType<typeof start>[] = [];
		let terminal: TerminalProgram | undefined;
		afterEach(async () => {
			terminal?.pty.kill('SIGKILL');
			terminal = undefined;
			for (const { child } of running) {
				child.kill('SIGKILL');
			}
			await Promise.all(running.splice(0).map(({ ended }) => ended));
		});
		const withPassword = (password: string) => engine().url.replace('//', `//:${password}@`);

		/** The commands that join a class, by their names. */
		const joining = (url: string): readonly (readonly [string, ...string[]])[] => [
			['the lab', ...anyPorts, '--class', url],
			['lesson', 'lesson', 'one-cache-for-all', ...anyPorts, '--class', url],
			['class', 'class', url],
			['watch', 'watch', url, 'ada'],
		];

		test('lets nobody in with a wrong one: each command says so, leaves the terminal as it was, and ends with 1', async () => {
			for (const [name, ...args] of joining(withPassword('guess'))) {
				terminal = openTerminal(process.execPath, [programPath, ...args]);
				const { exitCode } = await terminal.exited;
				const output = terminal.output();
				expect([name, exitCode]).toEqual([name, 1]);
				const seen = await terminal.shows('the user or the password is wrong', shellState);
				expect(seen.text).toContain(`127.0.0.1:${engine().port}`);
				expect(output).not.toContain('guess');
			}
		});

		test('lets nobody in with none, and says how it is written', async () => {
			for (const [name, ...args] of joining(engine().url)) {
				terminal = openTerminal(process.execPath, [programPath, ...args]);
				expect([name, (await terminal.exited).exitCode]).toEqual([name, 1]);
				await terminal.shows('write redis://:password@host', shellState);
			}
		});

		test.each([
			['serve', (url: string) => ['serve', ...anyPorts, '--class', url]],
			['serve --json', (url: string) => ['serve', '--json', ...anyPorts, '--class', url]],
			['class --json', (url: string) => ['class', url, '--json']],
		])('%s with a wrong one writes nothing but why to stderr, and ends with 1', async (_, args) => {
			const { code, stdout, stderr } = await run(...args(withPassword('guess')));
			expect([code, stdout.toString()]).toEqual([1, '']);
			expect(stderr).toContain('the user or the password is wrong');
			expect(stderr).not.toContain('guess');
		});

		test('that is changed while a lab runs leaves the lab alone, and no client notices', async () => {
			const lab = start('serve', '--json', ...anyPorts, '--class', withPassword('secret'));
			running.push(lab);
			const port = await lab.portOf('proxy/tyger');
			await lab.line(eventWith({ type: 'class-joined' }));
			await askEngine(engine().port, 'AUTH secret\r\nCONFIG SET requirepass other\r\nCLIENT KILL TYPE normal');
			const away = await lab.line(eventWith({ type: 'class-away' }));
			const { code, stdout } = await run('get', `:${port}`);
			expect([code, stdout.toString()]).toEqual([0, expect.stringContaining('Tyger')]);
			expect(JSON.stringify(away)).not.toMatch(/secret|other/);
		});
	},
	['--requirepass', 'secret'],
);
