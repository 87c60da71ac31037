import process from 'node:process';
import { render, useApp } from 'ink';
import { type ReactNode, useEffect } from 'react';
import type { Lab } from '../lab/lab.ts';
import { App } from './app.tsx';
import { Boundary } from './boundary.tsx';
import { TerminalInput } from './input/terminal-input.ts';
import { labClock } from './lab-clock.ts';
import type { Leave } from './screen-state.ts';
import { stopJob } from './stop-job.ts';
import { createSuspension, type Lend, type Suspension } from './suspension.ts';
import { createCanvas } from './terminal/canvas.ts';
import { CanvasContext } from './terminal/canvas-context.ts';
import { modesOnly, withoutBlocking } from './terminal/output.ts';
import { createPainter } from './terminal/painter.ts';
import { styleOf } from './terminal/style.ts';
import type { ThemeName } from './theme.ts';
import { sizeOf } from './use-terminal-size.ts';

/** The screen while it is up. */
export interface RunningScreen {
	/**
	 * Resolves with how the person left, or undefined after `stop`, once the terminal is whole again; rejects if the
	 * screen crashed.
	 */
	readonly finished: Promise<Leave | undefined>;
	/** Takes the screen down; resolves once the terminal is whole again. */
	stop(): Promise<void>;
}

/** What the screen is drawn on, and how. */
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
	const unblocked = withoutBlocking(stdout);
	const canvas = createCanvas(styleOf(process.env, theme), () => painter.changed());
	const painter = createPainter(
		() => canvas.cells(sizeOf(stdout, { columns: 80, rows: 24 })),
		(text, done) => void stdout.write(text, done),
	);
	let left: Leave | undefined;
	let crash: { readonly error: unknown } | undefined;
	let suspension: Suspension | undefined;
	const redraw = (): void => {
		painter.forget();
		instance.rerender(screen);
	};
	// Before Ink's own listener: the tree has the new size by the time Ink draws, and no frame is ever taller than the terminal.
	stdout.on('resize', redraw);
	const beReadyToLend = (lend: Lend): void => {
		suspension = createSuspension(
			{ stdin, stdout },
			async meanwhile => {
				await painter.stop();
				await lend(meanwhile);
				painter.resume();
			},
			stop,
		);
	};
	const leave = (): void => {
		suspension?.end();
		void painter.stop().then(() => {
			unblocked();
			instance.unmount();
		});
	};
	const screen = (
		<CanvasContext value={canvas}>
			<Boundary
				onCrash={error => {
					crash = { error };
					leave();
				}}
			>
				<App
					lab={lab}
					clock={labClock(lab, now)}
					bytesPerSecond={painter.bytesPerSecond}
					onLeave={how => {
						left = how;
						leave();
					}}
					onSuspend={async () => suspension?.suspend() ?? false}
					onRedraw={() => {
						painter.forget();
						painter.changed();
					}}
				/>
				<Lending take={beReadyToLend} />
			</Boundary>
		</CanvasContext>
	);
	const instance = render(screen, {
		stdout: modesOnly(stdout),
		stdin: new TerminalInput(stdin),
		alternateScreen: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: false,
	});
	const finished = instance.waitUntilExit().then(() => {
		stdout.off('resize', redraw);
		if (crash !== undefined) {
			throw crash.error;
		}
		return left;
	});
	return {
		finished,
		stop: async () => {
			leave();
			// Whoever stops a screen that crashed is told of it by `finished`.
			await finished.catch(() => undefined);
		},
	};
}

/** Hands out how the terminal is given away for a while, which Ink tells only to what it draws. */
function Lending({ take }: { readonly take: (lend: Lend) => void }): ReactNode {
	const { suspendTerminal } = useApp();
	useEffect(() => take(suspendTerminal), [take, suspendTerminal]);
	return null;
}
