import { render } from 'ink';
import type { Lab } from '../lab/lab.ts';
import { App } from './app.tsx';
import { Boundary } from './boundary.tsx';
import { labClock } from './lab-clock.ts';
import type { Leave } from './screen-state.ts';

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

/** Frames at most: keys must be seen within one, while the lab itself tells of changes far less often. */
const maxFps = 60;

/** Puts the lab on the terminal's alternate screen. */
export function startScreen(
	lab: Lab,
	stdout: NodeJS.WriteStream = process.stdout,
	stdin: NodeJS.ReadStream = process.stdin,
): RunningScreen {
	let left: Leave | undefined;
	let crash: { readonly error: unknown } | undefined;
	const redraw = (): void => instance.rerender(screen);
	// Before Ink's own listener: the tree has the new size by the time Ink draws, and no frame is ever taller than the terminal.
	stdout.on('resize', redraw);
	const screen = (
		<Boundary
			onCrash={error => {
				crash = { error };
				instance.unmount();
			}}
		>
			<App
				lab={lab}
				clock={labClock(lab)}
				onLeave={how => {
					left = how;
					instance.unmount();
				}}
			/>
		</Boundary>
	);
	const instance = render(screen, {
		stdout,
		stdin,
		alternateScreen: true,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps,
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
			instance.unmount();
			// Whoever stops a screen that crashed is told of it by `finished`.
			await finished.catch(() => undefined);
		},
	};
}
