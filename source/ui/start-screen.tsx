import process from 'node:process';
import chalk from 'chalk';
import { render, useApp } from 'ink';
import { type ReactNode, useLayoutEffect } from 'react';
import type { Lab } from '../lab/lab.ts';
import { App } from './app.tsx';
import { ThemeContext, themeOf } from './components/theme.ts';
import type { Leave } from './effects.ts';
import { TerminalInput } from './input/terminal-input.ts';
import { stopJob } from './job-control/stop-job.ts';
import { createSuspension, type Lend } from './job-control/suspension.ts';
import { labClock } from './store.ts';
import { afterMs } from './terminal/after.ts';
import { createFrames, type Frames } from './terminal/frames.ts';
import { giveUpSoon, keepRows, whenWritten, wholeAgain } from './terminal/terminal-line.ts';
import { createWriteRate, WriteRateContext } from './terminal/write-rate.ts';
import type { ThemeName } from './text/tones.ts';

/** The screen while it is up. */
export interface RunningScreen {
	/**
	 * Resolves with how the person left, or undefined after `stop`, once the terminal is whole again, or has taken too
	 * long to become so; rejects, as late, if the screen crashed.
	 */
	readonly finished: Promise<Leave | undefined>;
	/** Takes the screen down; resolves when `finished` is settled. */
	stop(): Promise<void>;
	/** Sequences that still have to be written to restore the terminal; empty once it is restored. */
	restoring(): string;
}

/** The terminal to draw on, the theme, the clock, and how the program is stopped. */
export interface ScreenOptions {
	readonly stdout: NodeJS.WriteStream;
	readonly stdin: NodeJS.ReadStream;
	readonly theme: ThemeName | 'auto';
	/** The time of the lab's events; without it, one that stands still while the machine sleeps. */
	readonly now: () => number;
	/** Stops the program until the shell lets it go on. */
	readonly stop: typeof stopJob;
}

/** Puts the lab on the terminal's alternate screen. */
export function startScreen(lab: Lab, options: Partial<ScreenOptions> = {}): RunningScreen {
	const { stdout = process.stdout, stdin = process.stdin, theme = 'auto', stop = stopJob, now } = options;
	const drawn = themeOf(process.env, theme);
	chalk.level = drawn.chalkLevel;
	const rate = createWriteRate(() => performance.now());
	let frames: Frames | undefined;
	const pace = (draw: () => void): Frames => {
		frames = createFrames({
			draw,
			now: () => performance.now(),
			after: afterMs,
			whenLineIsFree: callback => whenWritten(stdout, callback),
		});
		return frames;
	};
	let beReadyToLend = (_lend: Lend): void => undefined;
	const lending = new Promise<Lend>(resolve => {
		beReadyToLend = resolve;
	});
	// Before the first frame, since whoever sees it may stop the program at once.
	const suspension = createSuspension(
		{ stdin, stdout },
		async meanwhile => {
			const lend = await lending;
			await lend(async () => {
				rows.release();
				await meanwhile();
				rows.keep();
			});
		},
		stop,
	);
	const redraw = (): void => {
		instance.clear();
		instance.rerender(screen());
	};
	let isGivenUp = (): boolean => false;
	let restoring = wholeAgain;
	// Ink says how it ends only when the terminal has taken all.
	const goDown = (): void => {
		rows.release();
		isGivenUp = giveUpSoon(stdout);
	};
	const screen = (): ReactNode => (
		<ThemeContext value={drawn}>
			<WriteRateContext value={rate.perSecond}>
				<App lab={lab} clock={labClock(lab, now)} pace={pace} onSuspend={suspension.suspend} onRedraw={redraw} />
				<Lending take={beReadyToLend} end={goDown} />
			</WriteRateContext>
		</ThemeContext>
	);
	// Before Ink's own listener: the tree has the new size by the time Ink draws, and no frame is ever taller than the terminal.
	const resized = (): void => instance.rerender(screen());
	stdout.on('resize', resized);
	const input = new TerminalInput(stdin);
	// Before the first frame: what is typed as soon as it is there is meant for the lab, not for the line that the shell had.
	input.setRawMode(true);
	const rows = keepRows(stdout);
	const instance = render(screen(), {
		stdout,
		stdin: input,
		alternateScreen: true,
		interactive: true,
		incrementalRendering: true,
		// The store decides when a frame is drawn.
		maxFps: 1_000,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: false,
		onRender() {
			rate.written(stdout.bytesWritten);
			frames?.drawn();
		},
	});
	const finished = instance
		.waitUntilExit()
		.then(how => (isLeave(how) ? how : undefined))
		.finally(() => {
			restoring = isGivenUp() ? wholeAgain : '';
			stdout.off('resize', resized);
			suspension.end();
			rows.release();
		});
	return {
		finished,
		restoring: () => restoring,
		stop: async () => {
			suspension.end();
			instance.unmount();
			// Whoever stops a screen that crashed is told of it by `finished`.
			await finished.catch(() => undefined);
		},
	};
}

function isLeave(how: unknown): how is Leave {
	return how === 'quit' || how === 'interrupt';
}

interface LendingProps {
	readonly take: (lend: Lend) => void;
	readonly end: () => void;
}

/** Hands out how the terminal is given away for a while, and that it is given back, which Ink tells only to what it draws. */
function Lending({ take, end }: LendingProps): ReactNode {
	const { suspendTerminal } = useApp();
	useLayoutEffect(() => take(suspendTerminal), [take, suspendTerminal]);
	useLayoutEffect(() => end, [end]);
	return null;
}
