import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatNumber, type Table } from '../markdown.ts';
import { openPty } from '../peers/ours.ts';
import { cpuMs } from '../process-costs.ts';
import type { Context, Section } from '../section.ts';
import { median, medianRatio } from '../statistics.ts';
import { watchTerminal } from '../watched-terminal.ts';

const run = promisify(execFile);

/** What was measured of each start, in milliseconds. */
interface Start {
	readonly wallMs: number;
	/** All its threads together; undefined where the system does not say. */
	readonly cpuMs: number | undefined;
}

/** One kind of start; `yardstick` names what it is compared with. */
interface Kind {
	readonly name: string;
	readonly yardstick: string;
	readonly start: () => Promise<Start>;
}

const installed = 'Ink’s hello world, as installed: first frame';
const bare = '`node -e 0`';

/** How long the program takes to start: its first frame beside the least of Ink's, its commands beside Node alone. */
export const start: Section = {
	name: 'start',
	run: async context => {
		const server = createServer(socket => socket.end('a poem\n'));
		await once(server.listen(0, '127.0.0.1'), 'listening');
		try {
			const kinds = await allKinds(context, (server.address() as AddressInfo).port);
			return table(kinds, await takeTurns(context, kinds));
		} finally {
			server.close();
		}
	},
};

async function allKinds({ folder }: Context, port: number): Promise<readonly Kind[]> {
	const out = join(folder, 'hello');
	const code = `import { bundle } from './.config/bundle.js'; await bundle({ hello: 'test/benchmark/hello-ink.js' }, ${JSON.stringify(out)});`;
	await run(process.execPath, ['--input-type=module', '-e', code]);
	const command = (name: string, ...args: readonly string[]): Kind => ({
		name,
		yardstick: bare,
		start: () => startCommand(args),
	});
	const screen = (name: string, shows: RegExp, ...args: readonly string[]): Kind => ({
		name,
		yardstick: installed,
		start: () => startScreen(args, shows),
	});
	const anyPorts = ['--poetry-port', '0', '--transform-port', '0', '--proxy-port', '0'];
	return [
		screen(installed, /Hello, Ink/, 'test/benchmark/hello-ink.js'),
		screen('the same, bundled', /Hello, Ink/, join(out, 'hello.js')),
		screen('the lab: first frame', /1 Servers/, 'dist/cli.js', ...anyPorts),
		command(bare, '-e', '0'),
		command('`poetry-lab --version`', 'dist/cli.js', '--version'),
		command('`poetry-lab --help`', 'dist/cli.js', '--help'),
		command('`poetry-lab get`', 'dist/cli.js', 'get', `:${port}`),
	];
}

async function startCommand(args: readonly string[]): Promise<Start> {
	const cpuBefore = reapedCpuMs();
	const startedAt = performance.now();
	await run(process.execPath, args);
	const wallMs = performance.now() - startedAt;
	const cpuAfter = reapedCpuMs();
	return { wallMs, cpuMs: cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore };
}

async function startScreen(args: readonly string[], shows: RegExp): Promise<Start> {
	const startedAt = performance.now();
	const pty = await openPty([process.execPath, args], { columns: 120, rows: 36 });
	const exited = new Promise(resolve => void pty.onExit(resolve));
	try {
		await watchTerminal(pty).shows(shows);
		return { wallMs: performance.now() - startedAt, cpuMs: cpuMs(pty.pid) };
	} finally {
		pty.kill('SIGKILL');
		await exited;
	}
}

/** The CPU of all processes of this one that have ended, which Linux counts in hundredths of a second. */
function reapedCpuMs(): number | undefined {
	try {
		const stat = readFileSync('/proc/self/stat', 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[13]) + Number(fields[14])) * 10;
	} catch {
		return undefined;
	}
}

async function takeTurns({ pace, tell }: Context, kinds: readonly Kind[]): Promise<ReadonlyMap<string, Start[]>> {
	const starts = new Map(kinds.map(({ name }) => [name, [] as Start[]]));
	// One start is over in no time, so there are more of them.
	const rounds = pace.rounds * 3;
	for (let round = 0; round < rounds; round += 1) {
		tell(`start: round ${round + 1} of ${rounds}`);
		for (const { name, start } of kinds) {
			starts.get(name)?.push(await start());
		}
	}
	return starts;
}

function table(kinds: readonly Kind[], starts: ReadonlyMap<string, readonly Start[]>): Table {
	const walls = (name: string) => (starts.get(name) ?? []).map(({ wallMs }) => wallMs);
	const cpus = (name: string) => (starts.get(name) ?? []).flatMap(({ cpuMs: ms }) => ms ?? []);
	const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
	return {
		columns: [
			{ title: 'start' },
			{ title: 'ms', isNumber: true },
			{ title: 'CPU, ms', isNumber: true },
			{ title: 'yardstick = 1', isNumber: true },
			{ title: 'CPU, yardstick = 1', isNumber: true },
		],
		rows: kinds.map(({ name, yardstick }) => [
			name,
			formatNumber(median(walls(name))),
			formatNumber(mean(cpus(name))),
			formatNumber(medianRatio(walls(name), walls(yardstick)), 2),
			formatNumber(mean(cpus(name)) / mean(cpus(yardstick)), 2),
		]),
		notes: [`A screen’s yardstick is ${installed}; a command’s is ${bare}.`],
	};
}
