import process from 'node:process';
import { createTimeLine } from '../../lab/clock/time-line.ts';
import type { Totals } from '../../lab/snapshot.ts';
import type { LabSource } from '../../lab/worker/messages.ts';
import { createWorkerLab, type WorkerLab } from '../../lab/worker/worker-lab.ts';
import { untilInForeground } from '../../ui/job-control/foreground.ts';
import type { RunningScreen } from '../../ui/start-screen.tsx';
import { breakdown } from '../exit/breakdown.ts';
import { watchCrashes } from '../exit/crashes.ts';
import { endNow } from '../exit/end-now.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { type FinalOutput, writeFinalOutput } from '../exit/final-output.ts';
import { startedOrStopped } from '../exit/starting.ts';
import { createStopRequest, type StopRequest } from '../exit/stop-request.ts';
import type { ScreenChoice } from '../flags/screen-flags.ts';

/** A lab that runs in its worker, the function that shows it, and the promises that end both. */
export interface Opened {
	readonly lab: WorkerLab;
	readonly startScreen: (lab: WorkerLab) => RunningScreen;
	readonly stopping: StopRequest;
	readonly crashed: Promise<never>;
	readonly finalOutput: FinalOutput;
}

/**
 * Opens a lab in a worker, from its script, and loads the screen at the same time. Throws a `UsageError` or a `Failure`
 * where the lab can not start. A signal before that ends the program.
 */
export async function openWithScreen(source: LabSource, workerScript: URL, choice: ScreenChoice): Promise<Opened> {
	const finalOutput: FinalOutput = { restoring: () => '', text: '' };
	const stopping = createStopRequest({
		exit(code) {
			writeFinalOutput(finalOutput);
			endNow(code);
		},
	});
	const crashed = watchCrashes();
	const opening = Promise.all([
		createWorkerLab(source, workerScript),
		choice.isSpoken ? loadReader() : loadScreen(choice),
	]);
	const opened = await startedOrStopped(
		opening,
		{ stopping, crashed },
		{ mustClose: () => 'recordTo' in source, close: ([lab]) => lab.close() },
	);
	if ('code' in opened) {
		endNow(opened.code);
	}
	const [lab, startScreen] = opened;
	return { lab, startScreen, stopping, crashed, finalOutput };
}

/**
 * Shows the lab until a person, a signal or the terminal's end ends it, closes it, and gives the exit code. `wordsAbout`
 * gives the text that stays in the shell. After a breakdown it writes a report, and ends the program.
 */
export async function showUntilEnded(
	{ lab, startScreen, stopping, crashed, finalOutput }: Opened,
	wordsAbout: (totals: Totals) => string,
): Promise<number> {
	const early = await endedInBackground(stopping);
	if (early !== undefined) {
		finalOutput.text = wordsAbout(await lab.close());
		writeFinalOutput(finalOutput);
		return early;
	}
	const screen = startScreen(lab);
	finalOutput.restoring = screen.restoring;
	watchTerminal(() => stopping.request(exitCodes.hangUp));
	const left = screen.finished.then(how => {
		stopping.request(how === 'interrupt' ? exitCodes.interrupted : exitCodes.done);
		return stopping.requested;
	});
	try {
		const code = await Promise.race([left, stopping.requested, crashed, lab.broken]);
		finalOutput.text = wordsAbout(lab.snapshot().totals);
		// Both at once: a terminal that takes its time is no reason to lose what the lab has to record.
		const [totals] = await Promise.all([lab.close(), screen.stop()]);
		const isWhole = screen.restoring() === '';
		finalOutput.text = wordsAbout(totals);
		writeFinalOutput(finalOutput);
		return isWhole ? code : endNow(code);
	} catch (error) {
		finalOutput.text = '';
		// Ends the recording in order, unless the lab itself is what broke.
		await Promise.allSettled([lab.close(), screen.stop()]);
		finalOutput.text = breakdown(error, lab.snapshot().recording?.path);
		writeFinalOutput(finalOutput, process.stderr);
		return endNow(exitCodes.failed);
	}
}

/** Waits while this program is in the background; resolves with the exit code where a signal ends it before it comes back. */
async function endedInBackground(stopping: StopRequest): Promise<number | undefined> {
	let code: number | undefined;
	const ended = stopping.requested.then(asked => {
		code = asked;
	});
	await Promise.race([ended, untilInForeground(() => code !== undefined)]);
	return code;
}

async function loadScreen({ theme }: ScreenChoice): Promise<Opened['startScreen']> {
	const { startScreen } = await import('../../ui/start-screen.tsx');
	return lab => startScreen(lab, { theme, now: createTimeLine().now });
}

async function loadReader(): Promise<Opened['startScreen']> {
	const { startReader } = await import('../../ui/screen-reader/start-reader.tsx');
	return lab => startReader(lab);
}

/** Calls `onGone` when the terminal was closed: it can not be read or written any more. */
function watchTerminal(onGone: () => void): void {
	process.stdin.once('end', onGone);
	process.stdin.on('error', onGone);
	process.stdout.on('error', onGone);
}
