import { afterEach, describe, expect, test } from 'vitest';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

const esc = '\u001b';

let terminal: TerminalProgram | undefined;
afterEach(() => {
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
});

/** The lab, once it takes keys. */
async function openLab(...flags: string[]): Promise<TerminalProgram> {
	terminal = openTerminal(process.execPath, [programPath, ...anyPorts, ...flags]);
	await terminal.shows(flags.includes('--screen-reader') ? 'Enter fetches.' : 'enter fetch');
	return terminal;
}

describe('a paste that never ends', () => {
	test.each([
		['on the screen', []],
		['for a screen reader', ['--screen-reader']],
	])('keeps no key back for longer than half a second, %s', async (_, flags) => {
		const lab = await openLab(...flags);
		lab.type(`${esc}[200~abc`);
		lab.type('\u0003');
		expect((await lab.exited).exitCode).toBe(130);
	});

	test('goes where a paste goes, with what has come of it', async () => {
		const lab = await openLab();
		lab.type('/');
		await lab.shows('type to find a host');
		lab.type(`${esc}[200~example.test:80`);
		await lab.shows('› example.test:80');
		lab.type('0');
		await lab.shows('› example.test:800');
	});
});

test('what a terminal says by itself, late and in pieces, is no key', async () => {
	const lab = await openLab();
	const said = [
		`${esc}]11;rgb:1e1e/1e1e/1e1e${esc}\\`,
		`${esc}]10;rgb:0000/0000/0000\u0007`,
		`${esc}P1$r0 q${esc}\\`,
		`${esc}_Gi=31;OK${esc}\\`,
		`${esc}[?1;2c`,
		`${esc}[24;80R`,
		`${esc}[M q!`,
		`${esc}[<0;10;20M`,
		`${esc}[I`,
	].join('');
	// All but the header, in which a busy machine is told of.
	const panels = () => lab.screen().split('\n').slice(1);
	const before = panels();
	for (let at = 0; at < said.length; at += 3) {
		lab.type(said.slice(at, at + 3));
	}
	lab.type('?');
	await lab.shows('esc close');
	lab.type(esc);
	await lab.shows('enter fetch');
	expect(panels()).toEqual(before);
});
