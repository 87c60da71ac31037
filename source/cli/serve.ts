import { Console } from 'node:console';
import type { LabEvent } from '../events/events.ts';
import { FaultError } from '../faults/fault-settings.ts';
import { createInstruments } from '../lab/create-instruments.ts';
import { ServerNameError } from '../lab/find-server.ts';
import { jsonLine } from '../lab/json-line.ts';
import type { LabOptions } from '../lab/lab-options.ts';
import { isOutcomeEvent } from '../lab/outcome-event.ts';
import { PoemsError } from '../lab/poems.ts';
import { createRecording } from '../lab/recording/recording.ts';
import { RecordingError } from '../lab/recording/recording-error.ts';
import { PortsError } from '../lab/server-plan.ts';
import { startRecorded } from '../lab/start-recorded.ts';
import { TransformsError } from '../transforms/load-transforms.ts';
import { eventWords } from './event-words.ts';
import { exitCodes, stopSignals } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** Runs the lab's servers without a screen, and prints each event as a line, until a signal; gives the exit code. */
export async function serve(options: LabOptions, { json }: { readonly json: boolean }): Promise<number> {
	// What a user's own transform prints must not come between the events.
	globalThis.console = new Console(process.stderr);
	const stopping = stopRequest();
	const lines = lineWriter(process.stdout, stopping.request);
	const starting = { listening: 0, taken: false };
	const instruments = createInstruments(event => {
		if (event.type === 'server-listening') {
			starting.listening += 1;
		}
		if (event.type === 'server-failed' && event.code === 'EADDRINUSE') {
			starting.taken = true;
		}
		recording.take(event);
		tellProblems(event);
		if (isOutcomeEvent(event)) {
			lines.write(json ? jsonLine(event) : eventWords(event));
		}
	});
	const recording = createRecording(instruments);
	const servers = await startRecorded(options, instruments, recording).catch((error: unknown) => {
		if (isWrongUsage(error)) {
			throw new UsageError(error.message, { cause: error });
		}
		throw error;
	});
	if (starting.taken || starting.listening === 0) {
		stopping.request(exitCodes.failed);
	}
	const code = await stopping.requested;
	await servers.close();
	await recording.stop();
	lines.flush();
	return code;
}

/** Whether the lab can not be as it was asked for: the message says what to write. */
function isWrongUsage(error: unknown): error is Error {
	return [PoemsError, PortsError, TransformsError, ServerNameError, FaultError, RecordingError].some(
		kind => error instanceof kind,
	);
}

/** What went wrong at the start goes to stderr as well: stdout may be a pipe that looks for other things. */
function tellProblems(event: LabEvent): void {
	if (event.type === 'server-failed') {
		process.stderr.write(`poetry-lab: ${event.server}: ${event.why}\n`);
	}
	if (event.type === 'server-listening' && event.insteadOfPort !== undefined) {
		process.stderr.write(`poetry-lab: port ${event.insteadOfPort} was taken: ${event.server} is on ${event.port}\n`);
	}
	if (event.type === 'recording-stopped' && event.why !== undefined) {
		process.stderr.write(`poetry-lab: recording to ${event.path} stopped: ${event.why}\n`);
	}
	if (event.type === 'poem-skipped') {
		process.stderr.write(`poetry-lab: ${event.file} is not served: ${event.why}\n`);
	}
	if (event.type === 'transforms-loaded') {
		for (const problem of event.problems) {
			process.stderr.write(`poetry-lab: ${problem}\n`);
		}
	}
}

/** The first request to stop, by a signal or from inside; a second signal ends the program at once. */
function stopRequest() {
	let request: (code: number) => void = () => {};
	const requested = new Promise<number>(resolve => {
		request = resolve;
	});
	for (const [signal, code] of Object.entries(stopSignals)) {
		process.once(signal, () => {
			request(code);
			process.once(signal, () => process.exit(code));
		});
	}
	return { request, requested };
}

/** Writes lines in one piece a turn of the event loop; when nobody reads them any more, asks to stop. */
function lineWriter(stdout: NodeJS.WriteStream, stop: (code: number) => void) {
	let waiting: string[] = [];
	let open = true;
	const flush = () => {
		if (open && waiting.length > 0) {
			stdout.write(`${waiting.join('\n')}\n`);
		}
		waiting = [];
	};
	stdout.on('error', (error: NodeJS.ErrnoException) => {
		open = false;
		if (error.code !== 'EPIPE') {
			process.stderr.write(`poetry-lab: cannot write the events: ${error.message}\n`);
		}
		stop(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed);
	});
	return {
		write(line: string) {
			if (waiting.length === 0) {
				setImmediate(flush);
			}
			waiting.push(line);
		},
		flush,
	};
}
