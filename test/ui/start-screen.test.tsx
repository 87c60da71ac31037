import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Lab } from '../../source/lab/lab.ts';
import { startScreen } from '../../source/ui/start-screen.tsx';
import { createFakeLab, sampleSnapshot } from '../fixtures/fake-lab.ts';
import { FakeStdin, FakeStdout } from '../fixtures/fake-streams.ts';
import { keys } from '../fixtures/terminal.tsx';

const enterAlternate = '\u001b[?1049h';
const leaveAlternate = '\u001b[?1049l';
const showCursor = '\u001b[?25h';

function start(lab: Lab, columns = 80, rows = 24) {
	const stdout = new FakeStdout(columns, rows);
	const stdin = new FakeStdin();
	const screen = startScreen(lab, {
		stdout: stdout as unknown as NodeJS.WriteStream,
		stdin: stdin as unknown as NodeJS.ReadStream,
	});
	const written = (): string => stdout.writes.join('');
	const until = (holds: () => boolean): Promise<void> =>
		new Promise(resolve => {
			const look = (): void => {
				if (holds()) {
					stdout.off('written', look);
					resolve();
				}
			};
			stdout.on('written', look);
			look();
		});
	return { screen, stdout, stdin, written, until };
}

describe('the screen on a terminal', () => {
	it.each([
		['q', 'q'],
		['Ctrl+C', keys.ctrlC],
	])('leaves the terminal whole after %s', async (_, key) => {
		const { screen, stdin, written, until } = start(createFakeLab());
		await until(() => written().includes('4 Client'));
		expect(written()).toContain(enterAlternate);
		stdin.type(key);
		await screen.finished;
		expect(written().indexOf(leaveAlternate)).toBeGreaterThan(written().lastIndexOf('4 Client'));
		expect(written().lastIndexOf(showCursor)).toBeGreaterThan(written().lastIndexOf(enterAlternate));
		expect(written()).toContain('\u001b[?2004l');
	});

	it('leaves the terminal whole when it is stopped from outside', async () => {
		const { screen, stdout, written } = start(createFakeLab());
		screen.stop();
		await screen.finished;
		expect(written()).toContain(leaveAlternate);
		expect(stdout.listenerCount('resize')).toBe(0);
	});

	it('leaves the alternate screen and rejects when a component throws', async () => {
		const lab = createFakeLab();
		const { screen, written, until } = start(lab);
		await until(() => written().includes('4 Client'));
		lab.set({ servers: undefined as never });
		await expect(screen.finished).rejects.toThrow();
		expect(written()).toContain(leaveAlternate);
	});

	it('writes no frame that is taller than a terminal that has become smaller', async () => {
		const { screen, stdout, written, until } = start(createFakeLab(sampleSnapshot()), 120, 36);
		await until(() => written().includes('4 Client'));
		for (const [columns, rows] of [
			[100, 30],
			[100, 24],
			[80, 24],
			[60, 16],
			[50, 10],
		] as const) {
			stdout.writes.splice(0);
			stdout.columns = columns;
			stdout.rows = rows;
			stdout.emit('resize');
			await until(() => written().includes(rows === 10 ? 'needs 60x16' : '4 Client'));
			for (const write of stdout.writes) {
				expect(write.split('\n').length).toBeLessThanOrEqual(rows);
			}
		}
		screen.stop();
		await screen.finished;
	});

	it('draws all of it anew after Ctrl+L', async () => {
		const { screen, stdout, stdin, written, until } = start(createFakeLab());
		await until(() => written().includes('4 Client'));
		stdout.writes.splice(0);
		stdin.type('\u000c');
		await until(() => written().includes('4 Client'));
		expect(written()).toContain('poetry lab');
		screen.stop();
		await screen.finished;
	});

	it('writes nothing while nothing happens', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'Date', 'performance'] });
		onTestFinished(() => {
			vi.useRealTimers();
		});
		const { screen, stdout, written, until } = start(createFakeLab());
		await until(() => written().includes('4 Client'));
		const second = async (): Promise<void> => {
			vi.advanceTimersByTime(1_000);
			// React draws in turns of its own, which no timer counts.
			for (let turn = 0; turn < 4; turn += 1) {
				await new Promise(resolve => setImmediate(resolve));
			}
		};
		// On a busy machine what was begun is drawn in several pieces.
		for (let seconds = 0; seconds < 5; seconds += 1) {
			await second();
		}
		const before = stdout.writes.length;
		for (let seconds = 0; seconds < 60; seconds += 1) {
			await second();
		}
		expect(stdout.writes.length).toBe(before);
		screen.stop();
		await screen.finished;
	});
});
