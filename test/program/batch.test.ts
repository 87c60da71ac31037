import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { patiently } from '../fixtures/patience.ts';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { bareServer } from '../fixtures/raw-peers.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

let lab: TerminalProgram | undefined;
afterEach(() => {
	lab?.pty.kill('SIGKILL');
	lab = undefined;
});

const poetCount = 8;
const chunkCount = 3;
const down = '\u001b[B';

/** The length of a chunk, which no other chunk has. */
function bytesOf(poet: number, chunk: number): number {
	return 11 + poet * chunkCount + chunk;
}

/** A poet on a bare socket outside of the lab: it keeps whoever connects waiting, or sends its whole poem at once. */
async function barePoet(poet: number) {
	const waiting: Socket[] = [];
	let isPatient = true;
	const { port } = await bareServer(socket => {
		if (isPatient) {
			waiting.push(socket);
		} else {
			socket.end('x'.repeat(bytesOf(poet, 0)));
		}
	});
	const serveAtOnce = (): void => {
		isPatient = false;
	};
	return { port, waiting, serveAtOnce };
}

/** How many packets and ends of connections the client has told of so far. */
function toldOf(recording: string): number {
	return readFileSync(recording, 'utf8').match(/"type":"dial-(?:received|closed)"/g)?.length ?? 0;
}

/** The rows of a batch that has ended and was just opened, from its first to its last, as somebody reads them who turns its pages. */
async function ladderRows(terminal: TerminalProgram): Promise<readonly string[]> {
	const rows: string[] = [];
	for (;;) {
		const lines = terminal.screen().split('\n');
		const above = Number(/↑ (\d+)/.exec(lines[3] ?? '')?.[1] ?? 0);
		for (const [at, line] of lines.slice(5, -1).entries()) {
			rows[above + at] = line;
		}
		if (!/↓ \d+ more/.test(lines[3] ?? '')) {
			return rows;
		}
		const before = lines[3] ?? '';
		terminal.type(' ');
		await vi.waitFor(() => {
			expect(terminal.screen().split('\n')[3]).not.toBe(before);
		}, patiently);
	}
}

/** What stands in the column of Client, without its borders, as one text. */
function clientText(terminal: TerminalProgram, width: number): string {
	const rows = terminal
		.screen()
		.split('\n')
		.map(row => row.slice(1, width - 1).trim());
	return rows.slice(rows.findIndex(row => row.includes('4 Client'))).join(' ');
}

describe.each([
	[80, 24, 33],
	[120, 36, 43],
])('eight poets at %ix%i', (columns, rows, clientWidth) => {
	test('are fetched at once, with a ladder in the order of their packets, and one after the other', async () => {
		const poets = await Promise.all(Array.from({ length: poetCount }, (_, poet) => barePoet(poet)));
		const poems = mkdtempSync(join(tmpdir(), 'one-poem-'));
		const recording = join(poems, 'all.jsonl');
		onTestFinished(() => rmSync(poems, { recursive: true }));
		writeFileSync(join(poems, 'short.txt'), 'one line\n');
		const hosts = poets.flatMap(({ port }) => ['--host', `127.0.0.1:${port}`]);
		const flags = ['--poems', poems, '--record', recording, ...anyPorts, ...hosts];
		const terminal = openTerminal(process.execPath, [programPath, ...flags], { columns, rows });
		lab = terminal;
		await terminal.shows('proxy/short');

		// From the proxy, which is chosen at first, down to the eight that are not the lab's.
		terminal.type('/');
		await terminal.shows('10 of 10');
		terminal.type(`${down} `.repeat(poetCount));
		await terminal.shows('enter takes the 8 that are marked');
		terminal.type('\r');
		await terminal.shows('8 hosts');
		terminal.type('\r');
		await vi.waitFor(() => expect(poets.map(({ waiting }) => waiting.length)).toEqual(poets.map(() => 1)), patiently);

		// Each packet leaves once the client has told of the one before: so the order of the sockets is known.
		const packets: (readonly [poet: number, words: string])[] = [];
		const happens = async (poet: number, words: string, act: (socket: Socket) => void): Promise<void> => {
			packets.push([poet, words]);
			for (const socket of poets[poet]?.waiting ?? []) {
				act(socket);
			}
			await vi.waitFor(() => expect(toldOf(recording)).toBe(packets.length), patiently);
		};
		const stopped = 5;
		for (let chunk = 0; chunk < chunkCount; chunk += 1) {
			for (const poet of [3, 0, 7, 5, 1, 6, 2, 4].map(first => (first * 3 + chunk) % poetCount)) {
				const bytes = bytesOf(poet, chunk);
				if (poet === stopped && chunk === 1) {
					await happens(poet, 'rejected: reset', socket => socket.resetAndDestroy());
				} else if (poet !== stopped || chunk === 0) {
					await happens(poet, `${bytes} B`, socket => void socket.write('x'.repeat(bytes)));
				}
			}
		}
		for (const poet of [2, 7, 4, 0, 6, 1, 3]) {
			await happens(poet, 'fulfilled', socket => void socket.end());
		}
		await terminal.shows('7 poems, 1 failed in ');
		terminal.type('b');
		await terminal.shows('8 fetches, all at once, in Promise.all');
		const told = (await ladderRows(terminal)).flatMap(row => {
			const [, port, words = ''] = /127\.0\.0\.1:(\d+) {2}(\d+ B|rejected: reset|fulfilled)/.exec(row) ?? [];
			return port === undefined ? [] : [[poets.findIndex(poet => String(poet.port) === port), words]];
		});
		expect(told).toEqual(packets);

		// The same again, one at a time: no poet is connected to before the one before it has been read.
		for (const { serveAtOnce } of poets) {
			serveAtOnce();
		}
		terminal.type('\u001b');
		await terminal.shows('4 Client');
		terminal.type('a');
		await terminal.shows('1 at once: enter fetches');
		terminal.type('\r');
		await terminal.shows(/8 poems in [\d.]+ m?s/);
		expect(clientText(terminal, clientWidth)).toMatch(/1 at once [\d.]+ m?s · all at once [\d.]+ m?s/);
		terminal.type('b');
		await terminal.shows('8 fetches, 1 at once, in Promise.all');
		const steps = (await ladderRows(terminal)).flatMap(row => {
			const [, port, words] = /127\.0\.0\.1:(\d+) {2}(begins|\d+ B|fulfilled)/.exec(row) ?? [];
			return port === undefined ? [] : [`${port} ${words}`];
		});
		expect(steps).toEqual(
			poets.flatMap(({ port }, poet) => [`${port} begins`, `${port} ${bytesOf(poet, 0)} B`, `${port} fulfilled`]),
		);
	});
});
