import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatNumber } from '../markdown.ts';
import { openPty } from '../peers/ours.ts';
import { listens } from '../ports.ts';
import { cpuMs, memoryBytes } from '../process-costs.ts';
import { endingWithUs, keptTo, startProcess } from '../processes.ts';
import type { Context, Section } from '../section.ts';
import { makePoem, poemBytes } from '../setup.ts';
import { watchTerminal } from '../watched-terminal.ts';

/** What a lab costs that has very many poems, each with a server and a proxy: its start, its memory, and doing nothing. */
export const growth: Section = {
	name: 'growth',
	group: 'scale',
	run: async context => {
		const rows: (readonly string[])[] = [];
		for (const poems of [1, 10, 100, 1_000]) {
			context.tell(`growth: ${poems} poems`);
			rows.push([formatNumber(poems), ...(await atRest(context, poems)), await firstFrame(context, poems)]);
		}
		return { columns, rows };
	},
};

const columns = [
	{ title: 'poems', isNumber: true },
	{ title: '`serve` listens after, ms', isNumber: true },
	{ title: 'memory, MB', isNumber: true },
	{ title: 'CPU at rest, ms/s', isNumber: true },
	{ title: 'the lab’s first frame, ms', isNumber: true },
] as const;

const firstPort = 15_000;
const settleMs = 2_000;

/** The flags of a lab with so many poems, and the port of its last server. */
function labWith({ folder }: Context, poems: number) {
	const poemsDir = join(folder, `growth-${poems}`);
	mkdirSync(poemsDir, { recursive: true });
	for (let poem = 0; poem < poems; poem += 1) {
		writeFileSync(join(poemsDir, `poem-${poem}.txt`), makePoem(poemBytes));
	}
	const ports = { poetry: firstPort, transform: firstPort + poems, proxy: firstPort + poems + 1 };
	const portFlags = Object.entries(ports).flatMap(([kind, port]) => [`--${kind}-port`, String(port)]);
	return { flags: ['--poems', poemsDir, ...portFlags], lastPort: ports.proxy + poems - 1 };
}

async function atRest(context: Context, poems: number): Promise<readonly string[]> {
	const { flags, lastPort } = labWith(context, poems);
	const startedAt = performance.now();
	const started = startProcess(context.cores.servers, process.execPath, ['dist/cli.js', 'serve', ...flags]);
	try {
		const isUp = await listens(lastPort);
		const upMs = performance.now() - startedAt;
		const { pid } = started;
		if (!isUp || pid === undefined) {
			return ['did not start', '', ''];
		}
		await sleep(settleMs);
		const before = cpuMs(pid);
		await sleep(settleMs);
		const after = cpuMs(pid);
		const restMs = before !== undefined && after !== undefined ? ((after - before) / settleMs) * 1_000 : undefined;
		const memory = memoryBytes(pid)?.now;
		return [formatNumber(upMs), formatNumber(memory && memory / 1e6, 1), formatNumber(restMs, 1)];
	} finally {
		started.stop();
		await started.exited;
	}
}

async function firstFrame(context: Context, poems: number): Promise<string> {
	const { flags } = labWith(context, poems);
	const startedAt = performance.now();
	const command = keptTo(context.cores.servers, process.execPath, ['dist/cli.js', ...flags]);
	const pty = await openPty(command, { columns: 120, rows: 36 });
	const exited = new Promise(resolve => void pty.onExit(resolve));
	endingWithUs({ pid: pty.pid, exited, stop: () => pty.kill('SIGKILL') });
	try {
		await watchTerminal(pty).shows(/1 Servers/);
		return formatNumber(performance.now() - startedAt);
	} finally {
		pty.kill('SIGKILL');
		await exited;
	}
}
