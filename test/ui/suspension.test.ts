import { afterEach, describe, expect, test } from 'vitest';
import { createSuspension, type Suspension } from '../../source/ui/suspension.ts';

let suspension: Suspension | undefined;
afterEach(() => suspension?.end());

/** A suspension whose terminal notes what is done to it, and whose stop lasts until it is told to end. */
function open() {
	const notes: string[] = [];
	let goOn: (wasStopped: boolean) => void = () => {};
	const created = createSuspension(
		{
			stdin: {
				setRawMode(mode) {
					notes.push(`raw mode ${mode}`);
					return process.stdin;
				},
			},
			stdout: {
				write(text: string | Uint8Array) {
					notes.push(`write ${JSON.stringify(text)}`);
					return true;
				},
			},
		},
		async meanwhile => {
			notes.push('give');
			await meanwhile();
			notes.push('take');
		},
		whom => {
			notes.push(`stop ${whom}`);
			return new Promise(resolve => {
				goOn = resolve;
			});
		},
	);
	suspension = created;
	return { suspension: created, notes, goOn: (wasStopped: boolean) => goOn(wasStopped) };
}

const turn = () => new Promise(setImmediate);

describe('a suspension', () => {
	test('gives the terminal, stops the job, takes the terminal, and says that there was a shell', async () => {
		const { suspension, notes, goOn } = open();
		const away = suspension.suspend();
		expect(notes).toEqual(['give', 'stop job']);
		goOn(true);
		expect(await away).toBe(true);
		expect(notes).toEqual(['give', 'stop job', 'take']);
	});

	test('says that nothing stopped the job', async () => {
		const { suspension, goOn } = open();
		const away = suspension.suspend();
		goOn(false);
		expect(await away).toBe(false);
	});

	test('stops this process alone where only it was asked to', () => {
		const { notes } = open();
		process.emit('SIGTSTP', 'SIGTSTP');
		expect(notes).toEqual(['give', 'stop self']);
	});

	test('takes the terminal anew after a stop that it could not see, raw mode first', async () => {
		const { notes } = open();
		process.emit('SIGCONT', 'SIGCONT');
		await turn();
		expect(notes).toEqual(['raw mode false', 'give', 'take']);
	});

	test('takes the terminal once where it goes on twice', async () => {
		const { suspension, notes, goOn } = open();
		void suspension.suspend();
		process.emit('SIGCONT', 'SIGCONT');
		goOn(true);
		process.emit('SIGCONT', 'SIGCONT');
		await turn();
		expect(notes).toEqual(['give', 'stop job', 'take']);
	});

	test('takes nothing back once it has ended, and keeps the shell’s cursor where it is', async () => {
		const { suspension, notes, goOn } = open();
		void suspension.suspend();
		suspension.end();
		suspension.end();
		goOn(true);
		await turn();
		expect(notes).toEqual(['give', 'stop job', 'write "\\u001b7"']);
		expect(process.listenerCount('SIGTSTP')).toBe(0);
		expect(process.listenerCount('SIGCONT')).toBe(0);
	});
});
