import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

const opened: TerminalProgram[] = [];
afterEach(() => {
	for (const { pty } of opened.splice(0)) {
		pty.kill('SIGKILL');
	}
});

type Environment = Parameters<typeof openTerminal>[3];

function open(command: string, args: readonly string[], environment: Environment, size = { columns: 120, rows: 36 }) {
	const terminal = openTerminal(command, args, size, environment);
	opened.push(terminal);
	return terminal;
}

function openLab(environment: Environment = {}, flags: readonly string[] = []): TerminalProgram {
	return open(process.execPath, [programPath, ...anyPorts, ...flags], environment);
}

/** The port of a server, from its line in the list. */
function portOf(name: RegExp, lab: TerminalProgram): number {
	return Number(new RegExp(`${name.source} +(?:slow )?:(\\d+)`).exec(lab.screen())?.[1]);
}

/** Reads one poem. */
async function fetchFrom(port: number): Promise<void> {
	const socket = connect(port, '127.0.0.1').resume();
	await once(socket, 'close');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const coloured = /\u001b\[[\d;]*(?<![\d])(3[0-8]|9[0-7])(?!\d)[\d;]*m/;

describe('colours', () => {
	test('are not there with NO_COLOR, and all that they tell is still there in words', async () => {
		const lab = openLab({ NO_COLOR: '1', FORCE_COLOR: undefined });
		await lab.shows('proxy/ecstasy');
		lab.type('\r');
		await lab.shows(/MISS \d/);
		expect(lab.output()).not.toMatch(coloured);
		expect(lab.output()).toContain('\u001b[1m');
	});

	test.each([
		['the theme that was asked for', ['--theme', 'light'], '38;5;24m'],
		['the terminal’s own sixteen, where nobody tells of the background', [], '36m'],
	])('are those of %s', async (_, flags, expected) => {
		const lab = openLab({ FORCE_COLOR: undefined }, flags);
		await lab.shows('proxy/ecstasy');
		expect(lab.output()).toMatch(coloured);
		expect(lab.output()).toContain(expected);
	});

	test('of no such theme are wrong usage', async () => {
		const lab = openLab({}, ['--theme', 'sepia']);
		await lab.shows('--theme takes auto, dark or light, not “sepia”');
		expect((await lab.exited).exitCode).toBe(2);
	});
});

describe('a terminal that can do less', () => {
	test.each([
		['is dumb', 'TERM=dumb'],
		['is not set', '-uTERM'],
	])('is served lines, with the reason, where TERM %s', async (_, change) => {
		const lab = open('env', [change, process.execPath, programPath, ...anyPorts], {});
		await lab.shows(/TERM .*, so this is the same as serve/);
		await lab.shows(/ready: \d+ servers/);
		expect(lab.output()).not.toContain('\u001b');
		lab.type('\u0003');
		expect((await lab.exited).exitCode).toBe(130);
	});

	test('is given ASCII where the locale has nothing else', async () => {
		const lab = openLab({ LC_ALL: 'C' });
		await lab.shows('proxy/ecstasy');
		expect(lab.screen()).toMatch(/^\+- 1 Servers -+\+/m);
		expect(lab.screen()).toMatch(/^[\n -~]*$/);
	});
});

describe('under traffic', () => {
	test('only what changed is written, and nothing is ever cleared', async () => {
		const lab = openLab();
		await lab.shows('q quit');
		const port = portOf(/tyger/, lab);
		const before = lab.output().length;
		lab.mark();
		for (let round = 0; round < 30; round += 1) {
			await Promise.all(Array.from({ length: 10 }, () => fetchFrom(port)));
		}
		await lab.shows(/\b300 served/);
		const written = lab.output().slice(before);
		expect(written).toMatch(/SENT/);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
		expect(written).not.toMatch(/\u001b\[\d?J|\u001bc/);
		for (const unchanged of ['poetry lab', 'Connections', 'jabberwocky', 'PROXIES', 'enter']) {
			expect(written).not.toContain(unchanged);
		}
		expect(written).not.toContain('\u001b[?1049');
	});
});

describe('a line that takes nothing for a while', () => {
	test('holds up no key, and shows the newest state when it takes something again', async () => {
		const lab = openLab();
		await lab.shows('proxy/ecstasy');
		lab.type('1G');
		await lab.shows(/▸ ?transform/);
		const port = portOf(/transform/, lab);
		const before = lab.output().length;
		lab.pty.pause();
		// Each of these is nearly a whole screen: more than any system keeps for a terminal.
		lab.type('?'.repeat(400));
		lab.type('o');
		await refuses(port);
		lab.pty.resume();
		await lab.shows(/transform.*stopped/i);
		expect(lab.output().length - before).toBeLessThan(100_000);
		lab.type('q');
		expect((await lab.exited).exitCode).toBe(0);
	});
});

/** Resolves once nobody listens on the port any more. */
async function refuses(port: number): Promise<void> {
	const socket = connect(port, '127.0.0.1');
	const isOpen = await new Promise<boolean>(resolve => {
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
	});
	socket.destroy();
	return isOpen ? refuses(port) : undefined;
}

const hasTmux = spawnSync('tmux', ['-V']).status === 0;

describe.skipIf(!hasTmux)('in tmux (left out without tmux)', () => {
	const socket = `poetry-lab-${process.pid}`;
	const environment = { FORCE_COLOR: undefined, TMUX: undefined, LC_ALL: 'C.UTF-8' };
	const tmux = ['-L', socket, '-f', '/dev/null'];
	const order = (...command: readonly string[]) => promisify(execFile)('tmux', ['-L', socket, ...command]);
	afterEach(async () => {
		// After a test that failed there may be none.
		await order('kill-server').catch(() => {});
	});

	test('fits its pane, is there again after a detach, and leaves the pane as it was', async () => {
		const command = `"${process.execPath}" "${programPath}" ${anyPorts.join(' ')}; echo "ended with $?"; cat`;
		const size = { columns: 140, rows: 40 };
		const first = open('tmux', [...tmux, 'new-session', '-s', 'lab', command], environment, size);
		await first.shows('proxy/ecstasy');
		first.type('\r');
		await first.shows(/MISS \d/);
		first.mark();
		await order('split-window', '-h', '-t', 'lab');
		await first.shows(/^╭─ 2 Traffic.*q quit/ms);
		await order('select-pane', '-L', '-t', 'lab');
		await order('detach-client', '-s', 'lab');
		// What tmux says of it is not waited for: it throws away what a slow terminal has no room for.
		expect((await first.exited).exitCode).toBe(0);

		const second = open('tmux', [...tmux, 'attach'], environment, { columns: 100, rows: 30 });
		await second.shows('needs 60x16');
		second.resize(160, 44);
		await second.shows(/MISS/);
		second.type('q');
		await second.shows('ended with 0');
		expect(second.screen()).not.toContain('poetry lab ');
	});
});
