import { setTimeout as sleep } from 'node:timers/promises';
import { formatNumber } from '../markdown.ts';
import { openLab, type TerminalSize } from '../peers/ours.ts';
import { freePorts, listens, portsFrom } from '../ports.ts';
import { cpuMs } from '../process-costs.ts';
import { endingWithUs } from '../processes.ts';
import type { Context, Section } from '../section.ts';
import { poemBytes, withSetup } from '../setup.ts';
import { quantile } from '../statistics.ts';
import { type WatchedTerminal, watchTerminal } from '../watched-terminal.ts';

/** What the screen writes and costs, and how soon a key is seen, while nothing happens and under traffic. */
export const terminal: Section = {
	name: 'terminal',
	run: context =>
		withSetup({ ...context, caches: true }, async setup => {
			const rows: (readonly string[])[] = [];
			for (const size of [
				{ columns: 120, rows: 36 },
				{ columns: 200, rows: 60 },
			]) {
				context.tell(`terminal: the lab at ${size.columns}x${size.rows}`);
				rows.push(...(await measureAt(size, context, setup)));
			}
			return { columns, rows, notes: [note] };
		}),
};

const note =
	'The key is `?`, which draws nearly the whole screen anew; its time ends when the terminal has the new frame.';

const columns = [
	{ title: 'terminal' },
	{ title: 'clients at once', isNumber: true },
	{ title: 'written, kB/s', isNumber: true },
	{ title: 'CPU of it all, ms/s', isNumber: true },
	{ title: 'key to frame, p50 ms', isNumber: true },
	{ title: 'p99 ms', isNumber: true },
] as const;

async function measureAt(
	size: TerminalSize,
	context: Context,
	setup: Parameters<typeof openLab>[0],
): Promise<readonly (readonly string[])[]> {
	const name = `${size.columns}x${size.rows}`;
	const firstPort = await freePorts();
	const pty = await openLab(setup, firstPort, size).catch((error: unknown) => {
		return { missing: `${name}: no terminal: ${error instanceof Error ? error.message : error}` };
	});
	if ('missing' in pty) {
		return [[pty.missing]];
	}
	const exited = new Promise(resolve => void pty.onExit(resolve));
	endingWithUs({ pid: pty.pid, exited, stop: () => pty.kill('SIGKILL') });
	const watched = watchTerminal(pty);
	try {
		await watched.shows(/quit/);
		const port = portsFrom(firstPort).poem;
		await listens(port);
		const rows: (readonly string[])[] = [];
		for (const clients of [0, 64, 512]) {
			const ending = clients === 0 ? undefined : startTraffic(context, port, clients);
			rows.push([name, formatNumber(clients), ...(await measure(pty.pid, watched, context))]);
			await ending;
		}
		return rows;
	} finally {
		pty.kill('SIGKILL');
		await exited;
	}
}

/** Clients for as long as two measurements take. */
function startTraffic({ load, pace }: Context, port: number, clients: number): Promise<unknown> {
	const forMs = settleMs + pace.rounds * pace.roundMs * 2;
	return load.do('exchange', { port, clients, answerBytes: poemBytes, forMs });
}

const settleMs = 1_000;

/** First what is written and what it costs, without a key; then keys. */
async function measure(
	pid: number,
	watched: WatchedTerminal,
	{ pace }: Pick<Context, 'pace'>,
): Promise<readonly string[]> {
	await sleep(settleMs);
	const [bytesBefore, cpuBefore, startedAt] = [watched.bytes(), cpuMs(pid), performance.now()];
	await sleep(pace.rounds * pace.roundMs);
	const seconds = (performance.now() - startedAt) / 1_000;
	const cpuAfter = cpuMs(pid);
	const bytesPerSecond = (watched.bytes() - bytesBefore) / seconds;
	const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpuBefore) / seconds;
	const latencies = await pressKeys(watched, pace.rounds * pace.roundMs);
	return [
		formatNumber(bytesPerSecond / 1_000, 1),
		formatNumber(cpu, 1),
		formatNumber(quantile(latencies, 0.5), 1),
		formatNumber(quantile(latencies, 0.99), 1),
	];
}

/** Opens and closes the help, at moments that keep no step with the lab's own ticks. The first times do not count. */
async function pressKeys(watched: WatchedTerminal, forMs: number): Promise<readonly number[]> {
	const latencies: number[] = [];
	for (const shown of [/Keys/, /4 Client/, /Keys/, /4 Client/]) {
		await watched.press('?', shown);
	}
	const endsAt = performance.now() + forMs;
	for (let key = 0; performance.now() < endsAt || key % 2 === 1; key += 1) {
		latencies.push(await watched.press('?', key % 2 === 0 ? /Keys/ : /4 Client/));
		await sleep(30 + ((key * 37) % 100));
	}
	return latencies;
}
