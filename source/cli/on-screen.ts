import { inspect } from 'node:util';
import type { Totals } from '../lab/lab.ts';
import type { LabSource } from '../lab/messages.ts';
import { createWorkerLab, type WorkerLab, WorkerLabError } from '../lab/worker-lab.ts';
import { exitCodes, stopSignals } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** A lab that runs in its worker, and the screen that can show it. */
export interface Opened {
	readonly lab: WorkerLab;
	readonly startScreen: typeof import('../ui/start-screen.tsx').startScreen;
}

/** Opens a lab in a worker, from its script, while the screen is loaded. Throws a {@link UsageError}. */
export async function openWithScreen(source: LabSource, workerScript: URL): Promise<Opened> {
	const [lab, { startScreen }] = await Promise.all([
		createWorkerLab(source, workerScript),
		import('../ui/start-screen.tsx'),
	]).catch((error: unknown) => {
		if (error instanceof WorkerLabError && error.code === 'not-started') {
			throw new UsageError(error.message, { cause: error });
		}
		throw error;
	});
	return { lab, startScreen };
}

/** Shows the lab until a person or a signal ends it, and closes it; gives the exit code and what was served. */
export async function showUntilEnded({ lab, startScreen }: Opened): Promise<{ code: number; totals: Totals }> {
	const screen = startScreen(lab);
	const left = screen.finished.then(how => (how === 'interrupt' ? exitCodes.interrupted : exitCodes.done));
	const signalled = new Promise<number>(resolve => {
		for (const [signal, code] of Object.entries(stopSignals)) {
			process.once(signal, () => resolve(code));
		}
	});
	const crashed = new Promise<never>((_, reject) => {
		process.once('uncaughtException', reject);
		process.once('unhandledRejection', reject);
	});
	try {
		const code = await Promise.race([left, signalled, crashed, lab.broken]);
		await screen.stop();
		return { code, totals: await lab.close() };
	} catch (error) {
		await screen.stop();
		process.stderr.write(`poetry-lab broke down. Please report this:\n${inspect(error)}\n`);
		process.exit(exitCodes.failed);
	}
}
