import { afterEach, describe, expect, test, vi } from 'vitest';
import { createSuspension, type Suspension } from '../../../source/ui/job-control/suspension.ts';

let suspension: Suspension | undefined;
afterEach(() => {
	vi.useRealTimers();
	suspension?.end();
});

/** A suspension whose terminal notes what is done to it, and whose stop lasts until it is told to end. */
function open(isOurs = () => true) {
	const notes: string[] = [];
	let goOn: (wasStopped: boolean) => void = () => {};
	const stdin = {
		setRawMode(mode: boolean) {
			notes.push(`raw mode ${mode}`);
			return process.stdin;
		},
	};
	const created = createSuspension(
		{
			stdin,
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
		(whom, signal) => {
			notes.push(['stop', whom, signal].filter(Boolean).join(' '));
			return new Promise(resolve => {
				goOn = resolve;
			});
		},
		isOurs,
	);
	suspension = created;
	return { suspension: created, notes, stdin, goOn: (wasStopped: boolean) => goOn(wasStopped) };
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

	test.each([
		['the stop that was asked for', ['give', 'stop job'], ['take']],
		['a stop that it could not see', [], ['raw mode false', 'give', 'take']],
	])('stops again after %s, and touches nothing, where the terminal is somebody else’s', async (how, before, after) => {
		vi.useFakeTimers({ toFake: ['setTimeout'] });
		let isOurs = false;
		const { suspension, notes, goOn } = open(() => isOurs);
		if (how.includes('asked')) {
			void suspension.suspend();
			goOn(true);
		} else {
			process.emit('SIGCONT', 'SIGCONT');
		}
		for (const _ of [1, 2]) {
			await vi.advanceTimersByTimeAsync(100);
			await turn();
			goOn(true);
			await turn();
		}
		await vi.advanceTimersByTimeAsync(99);
		expect(notes).toEqual([...before, 'stop job SIGTTOU', 'stop job SIGTTOU']);
		isOurs = true;
		await vi.advanceTimersByTimeAsync(1);
		await turn();
		expect(notes).toEqual([...before, 'stop job SIGTTOU', 'stop job SIGTTOU', ...after]);
	});

	test('does not stop again what is being ended, and leaves the modes of the terminal to whose it is', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout'] });
		const { suspension, notes, stdin } = open(() => false);
		process.emit('SIGCONT', 'SIGCONT');
		await vi.advanceTimersByTimeAsync(99);
		suspension.end();
		await vi.advanceTimersByTimeAsync(1_000);
		stdin.setRawMode(false);
		expect(notes).toEqual(['write "\\u001b7"']);
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
