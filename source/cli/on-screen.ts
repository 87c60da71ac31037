import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import type { Totals } from '../lab/lab.ts';
import type { LabSource } from '../lab/messages.ts';
import { createTimeLine } from '../lab/time-line.ts';
import { createWorkerLab, type WorkerLab, WorkerLabError } from '../lab/worker-lab.ts';
import { untilInForeground } from '../ui/job-control/foreground.ts';
import type { RunningScreen } from '../ui/start-screen.tsx';
import { tellBreakdown } from './breakdown.ts';
import { watchCrashes } from './crashes.ts';
import { endNow } from './end-now.ts';
import { exitCodes } from './exit-codes.ts';
import type { ScreenChoice } from './screen-flags.ts';
import { createStopRequest, type StopRequest } from './stop-request.ts';
import { UsageError } from './usage-error.ts';

/** A lab that runs in its worker, the screen that can show it, and what ends both. */
export interface Opened {
	readonly lab: WorkerLab;
	readonly startScreen: (lab: WorkerLab) => RunningScreen;
	readonly stopping: StopRequest;
	readonly crashed: Promise<never>;
}

/**
 * Opens a lab in a worker, from its script, while the screen is loaded. Throws a {@link UsageError}. A signal meanwhile
 * ends the program.
 */
export async function openWithScreen(source: LabSource, workerScript: URL, choice: ScreenChoice): Promise<Opened> {
	const stopping = createStopRequest();
	const crashed = watchCrashes();
	const opening = Promise.all([
		createWorkerLab(source, workerScript),
		choice.isSpoken ? loadReader() : loadScreen(choice),
	]);
	const stoppedEarly = stopping.requested.then(code => ({ code }));
	const opened = await Promise.race([opening, crashed, stoppedEarly]).catch((error: unknown) => {
		if (error instanceof WorkerLabError && error.code === 'not-started') {
			throw new UsageError(error.message, { cause: error });
		}
		throw error;
	});
	if ('code' in opened) {
		endNow(opened.code);
	}
	const [lab, startScreen] = opened;
	return { lab, startScreen, stopping, crashed };
}

/**
 * Shows the lab until a person, a signal or the terminal's end ends it, and closes it; gives the exit code and what was
 * served. A breakdown is told, and ends the program.
 */
export async function showUntilEnded({ lab, startScreen, stopping, crashed }: Opened): Promise<{
	code: number;
	totals: Totals;
}> {
	const early = await endedInBackground(stopping);
	if (early !== undefined) {
		return { code: early, totals: await lab.close() };
	}
	const screen = startScreen(lab);
	watchTerminal(() => stopping.request(exitCodes.hangUp));
	const left = screen.finished.then(how => {
		stopping.request(how === 'interrupt' ? exitCodes.interrupted : exitCodes.done);
		return stopping.requested;
	});
	try {
		const code = await Promise.race([left, stopping.requested, crashed, lab.broken]);
		void stopping.insisted.then(lab.close);
		const isWhole = await takenDown(screen);
		const totals = await lab.close();
		return isWhole ? { code, totals } : endNow(code);
	} catch (error) {
		const isWhole = await takenDown(screen);
		// Ends the recording in order, unless the lab itself is what broke.
		await lab.close().catch(() => {});
		if (isWhole || !process.stderr.isTTY) {
			tellBreakdown(error, lab.snapshot().recording?.path);
		}
		return endNow(exitCodes.failed);
	}
}

/** Waits, stopped, while the terminal is another job's; resolves with the exit code where a signal ends us meanwhile. */
async function endedInBackground(stopping: StopRequest): Promise<number | undefined> {
	let code: number | undefined;
	const ended = stopping.requested.then(asked => {
		code = asked;
	});
	await Promise.race([ended, untilInForeground(() => code !== undefined)]);
	return code;
}

async function loadScreen({ theme }: ScreenChoice): Promise<Opened['startScreen']> {
	const { startScreen } = await import('../ui/start-screen.tsx');
	return lab => startScreen(lab, { theme, now: createTimeLine().now });
}

async function loadReader(): Promise<Opened['startScreen']> {
	const { startReader } = await import('../ui/screen-reader/start-reader.tsx');
	return lab => startReader(lab);
}

/** How long a terminal may take for the last bytes: one that is gone, or stands still, takes none. */
const terminalPatienceMs = 1_000;

/** Takes the screen down; resolves with whether the terminal is whole again. */
async function takenDown(screen: RunningScreen): Promise<boolean> {
	return Promise.race([screen.stop().then(() => true), setTimeout(terminalPatienceMs, false, { ref: false })]);
}

/** Calls back when there is no terminal any more: nothing can be read from it, or written to it. */
function watchTerminal(onGone: () => void): void {
	process.stdin.once('end', onGone);
	process.stdin.on('error', onGone);
	process.stdout.on('error', onGone);
}
