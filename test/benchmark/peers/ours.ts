import type { IPty } from '@lydell/node-pty';
import type { PeerKind, Setup } from '../peer.ts';
import { portsFrom } from '../ports.ts';
import { endingWithUs, keptTo, startProcess } from '../processes.ts';

/** The servers without a screen, as `serve > /dev/null`: the lines are made and written all the same. */
export const serve: PeerKind = serveUnder('`serve`', process.execPath);

/** The same, run by this program of Node's. */
export function serveUnder(name: string, node: string): PeerKind {
	return {
		name,
		start: (setup, firstPort) => startProcess(setup.cores.servers, node, serveArgs(setup, firstPort)),
	};
}

/** The same, with an object an event. */
export const serveJson = serveWith('`serve --json`', ['--json']);

/** `serve` with more flags. */
export function serveWith(name: string, flags: readonly string[]): PeerKind {
	return {
		name,
		start: (setup, firstPort) =>
			startProcess(setup.cores.servers, process.execPath, [...serveArgs(setup, firstPort), ...flags]),
	};
}

/** The lab with its screen drawn into a terminal of 120x36; this process reads what it draws, and throws it away. */
export const lab: PeerKind = {
	name: 'the lab, drawn',
	start: async (setup, firstPort) => {
		const pty = await openLab(setup, firstPort, { columns: 120, rows: 36 });
		const exited = new Promise(resolve => void pty.onExit(resolve));
		pty.onData(() => {});
		return endingWithUs({ pid: pty.pid, exited, stop: () => pty.kill('SIGKILL') });
	},
};

/** A terminal's size in cells. */
export interface TerminalSize {
	readonly columns: number;
	readonly rows: number;
}

/** Opens the lab in a terminal of this size, on ports from this one on. Throws where there can be no such terminal. */
export function openLab(setup: Setup, firstPort: number, size: TerminalSize): Promise<IPty> {
	const args = [program, ...labFlags(setup, firstPort)];
	return openPty(keptTo(setup.cores.servers, process.execPath, args), size);
}

const program = 'dist/cli.js';

function serveArgs(setup: Setup, firstPort: number): readonly string[] {
	return [program, 'serve', ...labFlags(setup, firstPort)];
}

function labFlags({ poemsDir, upstreamPort, caches }: Setup, firstPort: number): readonly string[] {
	const ports = portsFrom(firstPort);
	const upstream = `127.0.0.1:${upstreamPort}`;
	return [
		...['--poems', poemsDir, '--upstream', upstream],
		...['--poetry-port', String(ports.poem), '--transform-port', String(ports.transform)],
		...['--proxy-port', String(ports.ownProxy)],
		// So old is every poem that anybody can ask for.
		...(caches ? [] : ['--ttl', '0.001', '--without-collapsing', `proxy/${upstream}`]),
	];
}

/** Opens a program in a terminal of this size. Throws where there can be no such terminal. */
export async function openPty(
	[command, args]: readonly [string, readonly string[]],
	{ columns, rows }: TerminalSize,
): Promise<IPty> {
	// It has machine code of its own, and not for every machine: where it can not be loaded only the lab is missing.
	const { default: nodePty } = await import('@lydell/node-pty');
	const { CI: _, NO_COLOR: __, ...environment } = process.env;
	const env = { ...environment, TERM: 'xterm-256color', FORCE_COLOR: '3' };
	return nodePty.spawn(command, [...args], { cols: columns, rows, name: 'xterm-256color', env });
}
