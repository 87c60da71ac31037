import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closed, listening, opened } from '../fixtures/events.ts';
import { anyPorts, eventWith, programPath, run, start, startShell } from '../fixtures/program.ts';
import { writeRecording } from '../fixtures/recordings.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

const program = `"${process.execPath}" "${programPath}"`;

let directory = '';
let running: ReturnType<typeof start> | undefined;
let terminal: TerminalProgram | undefined;
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'poetry-lab-files-'));
});
afterEach(async () => {
	running?.child.kill('SIGKILL');
	await running?.ended;
	running = undefined;
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
	await rm(directory, { recursive: true });
});

const at = (name: string) => join(directory, name);
const makePipe = (name: string) => void execFileSync('mkfifo', [at(name)]);

test('poems that are no files are told, and all others are served byte for byte, whatever their names', async () => {
	makePipe('pipe.txt');
	await symlink(at('pipe.txt'), at('to-pipe.txt'));
	await symlink('/dev/zero', at('zero.txt'));
	await symlink(at('gone'), at('gone.txt'));
	await mkdir(at('folder.txt'));
	const marked = Buffer.from('\ufeffA poem\r\nwith a mark\r\n');
	await writeFile(Buffer.concat([Buffer.from(at('caf')), Buffer.from([0xe9]), Buffer.from('.txt')]), marked);
	running = start('serve', '--json', ...anyPorts, '--poems', directory, '--fault', 'proxy/caf\\xe9=latency:1');
	const { port, title } = await running.line(eventWith({ type: 'server-listening', server: 'poetry/caf\\xe9' }));
	expect(title).toBe('A poem');
	expect(await buffer(connect(Number(port), '127.0.0.1'))).toEqual(marked);
	running.child.kill('SIGTERM');
	const { code, stderr } = await running.ended;
	expect(code).toBe(143);
	expect(stderr.trimEnd().split('\n')).toEqual([
		'poetry-lab: folder.txt is not served: it is a directory, no file',
		'poetry-lab: gone.txt is not served: it is a link to nothing',
		'poetry-lab: pipe.txt is not served: it is a pipe, no file',
		'poetry-lab: to-pipe.txt is not served: it is a pipe, no file',
		'poetry-lab: zero.txt is not served: it is a device, no file',
	]);
});

test('a transform that is a pipe is told, and the lab with it ends when it is asked to', async () => {
	makePipe('mine.js');
	await symlink('/dev/zero', at('zero.mjs'));
	running = start('serve', '--json', ...anyPorts, '--transforms', directory);
	await running.line(eventWith({ type: 'ready' }));
	running.child.kill('SIGINT');
	const { code, stderr } = await running.ended;
	expect(code).toBe(130);
	expect(stderr).toContain('mine.js: it does not load (it is a pipe, no file)');
	expect(stderr).toContain('zero.mjs: it does not load (it is a device, no file)');
});

test.each([
	['--poems', 'file', 'it is no directory'],
	['--poems', 'pipe', 'it is no directory'],
	['--transforms', 'pipe', 'it is no directory'],
	['--record', 'file', 'it is there already, and no file is overwritten'],
	['--record', 'pipe', 'a pipe is there already'],
	['--record', '.', 'a directory is there already'],
	['--record', '/dev/null', 'a device is there already'],
	['--record', '/dev/full', 'a device is there already'],
])('%s %s is told in words, with exit code 2', async (flag, name, words) => {
	makePipe('pipe');
	await writeFile(at('file'), '');
	const path = name.startsWith('/') ? name : at(name);
	const { code, stderr } = await run('serve', ...anyPorts, flag, path);
	expect(code).toBe(2);
	expect(stderr).toContain(`${path}`);
	expect(stderr).toContain(words);
});

test('what is no note of the lessons is told, and left as it is', async () => {
	await mkdir(at('poetry-lab'));
	makePipe('poetry-lab/lessons.json');
	const lesson = (flags = '') => startShell(`XDG_STATE_HOME="${directory}" exec ${program} lesson ${flags}`).ended;
	const listed = await lesson();
	expect(listed.code).toBe(0);
	expect(listed.stderr).toContain('lessons.json: it is a pipe, no file');
	const reset = await lesson('--reset');
	expect(reset.code).toBe(1);
	expect(reset.stderr).toContain('lessons.json: it is a pipe, no file');
});

describe('a recording', () => {
	const replay = (path: string) => {
		terminal = openTerminal('bash', ['-c', `${program} replay ${path}; echo "ended with $?"; exec cat`]);
		return terminal;
	};
	const events = [...listening, opened(1, 'proxy/a'), closed(1, 'proxy/a')];

	test('that comes through a pipe is replayed', async () => {
		const screen = replay(`<(cat "${await writeRecording(events)}")`);
		await screen.shows(`${events.length} of ${events.length}`);
		screen.type('q');
		await screen.shows('ended with 0');
	});

	test('that begins with a mark, and has lines as Windows ends them, loses no event', async () => {
		const lines = await readFile(await writeRecording(events), 'utf8');
		await writeFile(at('windows'), `\ufeff${lines.replaceAll('\n', '\r\n')}`);
		await replay(at('windows')).shows(`${events.length} of ${events.length}`);
	});

	test('that is UTF-16 is told', async () => {
		await writeFile(
			at('wide'),
			Buffer.from(`\ufeff${await readFile(await writeRecording(events), 'utf8')}`, 'utf16le'),
		);
		const screen = replay(at('wide'));
		await screen.shows('ended with 2');
		expect(screen.screen()).toContain('it is text in UTF-16; save it as UTF-8');
	});

	test('from a pipe without a writer is told', async () => {
		makePipe('pipe');
		const screen = replay(at('pipe'));
		await screen.shows('ended with 2');
		expect(screen.screen()).toContain('it is a pipe, and nobody writes to it');
	});

	test('from a pipe that is silent is waited for until Ctrl+C', async () => {
		// Ctrl+C reaches the whole job: who would write must not end the pipe before us.
		const screen = replay('<(trap "" INT; exec sleep 60)');
		await screen.shows('still reading');
		screen.type('\u0003');
		await screen.shows('ended with 130');
	});
});
