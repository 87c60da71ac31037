import { readFileSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { anyPorts, eventWith, programPath, start } from '../fixtures/program.ts';
import { bareClient } from '../fixtures/raw-peers.ts';
import { newPath } from '../fixtures/recordings.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';
import { directoryOf, isAlive, until } from '../fixtures/user-transforms.ts';

let running: ReturnType<typeof start> | undefined;
let terminal: TerminalProgram | undefined;
afterEach(async () => {
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
	running?.child.kill('SIGKILL');
	await running?.ended;
	running = undefined;
});

/** Serves with these modules; what it asks for gives what came back. */
async function serve(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
	running = start('serve', '--json', ...anyPorts, '--transforms', await directoryOf(files), ...flags);
	const { child, ended, line } = running;
	const { port } = await line(eventWith({ type: 'server-listening', server: 'transform' }));
	await line(eventWith({ type: 'ready' }));
	const ask = async (name: string, poem: string) => {
		const { socket, seen } = bareClient(Number(port));
		socket.write(`${name.length + poem.length + 1}:${name}.${poem},`);
		return (await seen).bytes.toString();
	};
	return { child, ended, line, ask };
}

const good = "export default poem => poem + '!';";

/** Writes the process's id into a file, and spins. */
const spin = (marker: string) => `writeFileSync(${JSON.stringify(marker)}, String(process.pid)); for (;;);`;

/** A module that spins for every poem. */
const spins = (marker: string) => `
import { writeFileSync } from 'node:fs';
export default poem => { ${spin(marker)} };`;

/** The process that wrote its id there, once it has. */
async function pidIn(marker: string): Promise<number> {
	await until(() => contentOf(marker) !== '');
	return Number(contentOf(marker));
}

test('whatever a module does, serve goes on, and each refusal names the file', async () => {
	const { child, ended, line, ask } = await serve(
		{
			'hang.js': 'export default () => { for (;;); };',
			'never.js': 'export default () => new Promise(() => {});',
			'late.js': "export default poem => { setImmediate(() => { throw new Error('too late'); }); return poem; };",
			'lost.js': "export default poem => { Promise.reject(new Error('lost')); return poem; };",
			'good.js': good,
		},
		'--transform-timeout',
		'3000',
	);
	const bad = ['hang', 'never', 'late', 'lost'];
	const replies = await Promise.all([...bad, 'good'].map(name => ask(name, 'poem')));
	expect(replies).toEqual(['', '', '', '', '5:poem!,']);
	const why = async (transform: string) =>
		(await line(eventWith({ type: 'transform-refused', code: 'transform-threw', transform }))).why;
	expect(await Promise.all(bad.map(why))).toEqual([
		'hang.js timed out: it did not finish within 3 s',
		'never.js timed out: it did not finish within 3 s',
		'late.js threw outside of its function: too late',
		'lost.js threw outside of its function: lost',
	]);
	child.kill('SIGTERM');
	expect(await ended).toMatchObject({ code: 143, stderr: '' });
});

test('a module that takes more memory than V8 has, which ends a whole process, ends only its own', async () => {
	const files = { 'memory.js': "export default () => 'x'.repeat(2e8).split('');", 'good.js': good };
	const { line, ask } = await serve(files, '--transform-timeout', '15000');
	expect(await ask('memory', 'poem')).toBe('');
	expect((await line(eventWith({ type: 'transform-refused', transform: 'memory' }))).why).toMatch(
		/^memory\.js lost its process .* memory$/,
	);
	expect(await ask('good', 'poem')).toBe('5:poem!,');
});

test('what breaks down after its reply is told, and named', async () => {
	const { line, ask } = await serve({
		'late.js': "export default poem => { setTimeout(() => { throw new Error('too late'); }, 30); return poem; };",
	});
	expect(await ask('late', 'poem')).toBe('4:poem,');
	expect(await line(eventWith({ type: 'transform-broke-down' }))).toMatchObject({
		file: 'late.js',
		why: 'it threw outside of its function: too late',
	});
	expect(await ask('late', 'poem')).toBe('4:poem,');
});

test('nothing that a module prints comes out', async () => {
	const printing = ['console.log', 'console.error', 'process.stdout.write', 'process.stderr.write']
		.map(print => `${print}('PRINTED');`)
		.join(' ');
	const { child, ended, ask } = await serve({
		'print.js': `${printing} export default poem => { ${printing} return poem; };`,
	});
	expect(await ask('print', 'poem')).toBe('4:poem,');
	child.kill('SIGTERM');
	const { stdout, stderr } = await ended;
	expect(`${stdout}${stderr}`).not.toContain('PRINTED');
});

describe('the process of a module that spins is gone', () => {
	test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('after %s', async signal => {
		const marker = await newPath();
		const { child, ended, ask } = await serve({ 'spin.js': spins(marker) });
		void ask('spin', 'poem');
		const pid = await pidIn(marker);
		expect(isAlive(pid)).toBe(true);
		child.kill(signal);
		await ended;
		await until(() => !isAlive(pid));
	});
});

test('a module that never finishes loading is told, and the start goes on without it', async () => {
	const { child, ended, ask } = await serve({
		'never.js': 'await new Promise(() => {}); export default poem => poem;',
		'good.js': good,
	});
	expect(await ask('good', 'poem')).toBe('5:poem!,');
	child.kill('SIGTERM');
	const { stderr } = await ended;
	expect(stderr).toContain('poetry-lab: never.js: it does not finish loading within 5 s; correct what it does outside');
});

test.each([
	['SIGINT', 130],
	['SIGTERM', 143],
] as const)('%s ends the start while a module is loading', async (signal, code) => {
	const marker = await newPath();
	const dir = await directoryOf({ 'spin.js': `import { writeFileSync } from 'node:fs'; ${spin(marker)}` });
	running = start('serve', '--json', ...anyPorts, '--transforms', dir);
	const pid = await pidIn(marker);
	running.child.kill(signal);
	const { code: ended, stdout, stderr } = await running.ended;
	expect({ ended, stdout: stdout.toString(), stderr }).toEqual({ ended: code, stdout: '', stderr: '' });
	await until(() => !isAlive(pid));
});

test('a client that leaves is not waited for, and its process goes on', async () => {
	const { line, ask } = await serve({
		'wait.js':
			"export default async poem => { await new Promise(r => setTimeout(r, poem === 'pid' ? 0 : 2000)); return poem === 'pid' ? String(process.pid) : poem; };",
	});
	const before = await ask('wait', 'pid');
	const { port } = await line(eventWith({ type: 'server-listening', server: 'transform' }));
	const { socket } = bareClient(Number(port));
	socket.write('9:wait.poem,');
	await line(eventWith({ type: 'transform-requested', bytes: 4 }));
	socket.resetAndDestroy();
	await line(eventWith({ type: 'connection-closed', how: 'reset' }));
	expect(await ask('wait', 'pid')).toBe(before);
});

test('behind the screen too: the refusal names the file, the lab goes on, and q ends it while the module spins', async () => {
	const marker = await newPath();
	const dir = await directoryOf({ 'spin.js': spins(marker), 'good.js': good });
	const flags = [...anyPorts, '--transforms', dir, '--transform-timeout', '1000'];
	terminal = openTerminal(process.execPath, [programPath, ...flags], { columns: 160, rows: 40 });
	onTestFinished(() => terminal?.pty.kill('SIGKILL'));
	await terminal.shows('proxy/ecstasy');
	terminal.type('t');
	await terminal.shows('from spin.js');
	terminal.type('G');
	terminal.type(' ');
	terminal.type('\r');
	await terminal.shows(/Transforms +1 spin/);
	terminal.type('\r');
	await terminal.shows(/REFUSED spin: spin\.js timed out/);
	await terminal.shows('FELL BACK');
	rmSync(marker);
	terminal.type('r');
	const pid = await pidIn(marker);
	terminal.type('q');
	expect(await terminal.exited).toMatchObject({ exitCode: 0 });
	await until(() => !isAlive(pid));
});

function contentOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
