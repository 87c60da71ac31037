import process from 'node:process';
import type { LabEvent } from '../../events/events.ts';
import { createTelemetry } from '../../lab/clock/create-telemetry.ts';
import { WallClock } from '../../lab/clock/wall-clock.ts';
import { within } from '../../lab/clock/within.ts';
import { printedLine } from '../../lab/json-line.ts';
import type { LabOptions } from '../../lab/lab-options.ts';
import { createCountingModel } from '../../lab/model/counting-model.ts';
import { isOutcomeEvent, type OutcomeEvent } from '../../lab/outcome-event.ts';
import { Publisher } from '../../lab/publishing/publisher.ts';
import { createRecording } from '../../lab/recording/recording.ts';
import { startRecorded } from '../../lab/servers/start-servers.ts';
import { outOfDescriptors } from '../../net/descriptors.ts';
import { printBreakdown } from '../exit/breakdown.ts';
import { watchCrashes } from '../exit/crashes.ts';
import { endNow } from '../exit/end-now.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { Failure } from '../exit/failure.ts';
import { startedOrStopped } from '../exit/starting.ts';
import { createStopRequest, type StopRequest } from '../exit/stop-request.ts';
import { UsageError } from '../flags/usage-error.ts';
import { formatEvent } from '../output/format-event.ts';
import { createLineWriter, type LineWriter, type Words } from '../output/line-writer.ts';
import { printNotice } from '../output/print-notice.ts';
import { isReaderGone, unwritten } from '../output/write-out.ts';

/** Runs the lab's servers without a screen, and prints each event as a line, until a signal; gives the exit code. */
export async function serve(options: LabOptions, { json }: { readonly json: boolean }): Promise<number> {
	const crashed = watchCrashes();
	const stopping = createStopRequest();
	const wall = new WallClock();
	const lines = createLineWriter(process.stdout, words(json, wall), stopWithoutReader(stopping));
	let isListening = false;
	let isOutOfDescriptors = false;
	let publisher: Publisher | undefined;
	const model = options.class && createCountingModel();
	// Words do not say who connected; objects and recordings do, and what the class sees.
	const namesAll = json || options.recordTo !== undefined;
	const namesPeers = (): boolean => namesAll || (options.class !== undefined && publisher?.hasRoom !== false);
	const take = (event: LabEvent): void => {
		isListening ||= event.type === 'server-listening';
		recording.take(event);
		const isPublished = publisher?.take(event) ?? true;
		model?.take(event, isPublished);
		wall.take(event);
		tellProblems(event);
		if (!isOutOfDescriptors && event.type === 'connection-closed' && event.bound === 'descriptors') {
			isOutOfDescriptors = true;
			printNotice(outOfDescriptors);
		}
		if (event.type === 'ready') {
			lines.pause(goAwayMs);
		}
		if (isOutcomeEvent(event)) {
			lines.write(event);
		}
	};
	const telemetry = createTelemetry(take, { namesPeers });
	const recording = createRecording(telemetry);
	// A signal does not wait until the lab has started: a user's own transform may take long to load.
	const starting = startRecorded(options, telemetry, recording);
	try {
		const servers = await startedOrStopped(
			starting,
			{ stopping, crashed },
			{ mustClose: () => isListening, close: started => started.close() },
		);
		if ('code' in servers) {
			await recording.stop();
			return endNow(await endWith(servers.code, lines));
		}
		for (const { plan, failure } of servers.tried.filter(({ failure }) => failure !== undefined)) {
			printNotice(`${plan.server} ${failure}`);
		}
		const { classLink } = servers;
		publisher = classLink && model && new Publisher(classLink, { stateNow: model.now, now: telemetry.now });
		const code = await Promise.race([stopping.requested, crashed]);
		await publisher?.stop();
		await servers.close();
		await recording.stop();
		return await endWith(code, lines);
	} catch (error) {
		if (error instanceof UsageError) {
			throw error;
		}
		if (error instanceof Failure) {
			printNotice(error.message);
			return await endWith(exitCodes.failed, lines);
		}
		await recording.stop();
		printBreakdown(error, options.recordTo);
		return endNow(exitCodes.failed);
	}
}

/** Writes the problems of an event to stderr as well: stdout may be a pipe to a program that looks for other things. */
function tellProblems(event: LabEvent): void {
	if (event.type === 'server-listening' && event.insteadOfPort !== undefined) {
		printNotice(`port ${event.insteadOfPort} was taken: ${event.server} is on ${event.port}`);
	}
	if (event.type === 'recording-stopped' && event.why !== undefined) {
		printNotice(`recording to ${event.path} stopped: ${event.why}`);
	}
	if (event.type === 'poem-skipped') {
		printNotice(`${event.file} is not served: ${event.why}`);
	}
	if (event.type === 'transforms-loaded') {
		for (const problem of event.problems) {
			printNotice(problem);
		}
	}
}

/**
 * The pause after `ready`, in milliseconds, in which a reader that wants the first lines only, such as `head -1`, can go
 * away: only a write shows that nobody reads, and the next event may be hours away.
 */
const goAwayMs = 200;

/** The time that a slow reader has for the last lines, in milliseconds. */
const flushPatienceMs = 1_000;

/** Gives the code when all lines are written; ends the program at once where the reader is too slow for that. */
async function endWith(code: number, lines: LineWriter<OutcomeEvent>): Promise<number> {
	const isOut = await within(
		flushPatienceMs,
		lines.flush().then(() => true),
	);
	return isOut ? code : endNow(code);
}

/** Makes the lines: a JSON object for each event, or words; each with the time of day that the wall clock showed. */
function words(json: boolean, wall: WallClock): Words<OutcomeEvent> {
	return json
		? {
				line: event => printedLine(event, wall.shiftAt(event.time)),
				leftOut: lines => JSON.stringify({ type: 'lines-left-out', time: new Date().toISOString(), lines }),
			}
		: {
				line: event => formatEvent(event, wall.shiftAt(event.time)),
				leftOut: lines => `… ${lines} lines were left out here: nobody read them in time`,
			};
}

/** Stops the lab at an error of stdout: quietly where the reader went away, as in any pipe, else with a notice. */
function stopWithoutReader(stopping: StopRequest) {
	return (error: NodeJS.ErrnoException): void => {
		if (isReaderGone(error)) {
			stopping.request(exitCodes.done);
		} else {
			printNotice(unwritten('the events', error));
			stopping.request(exitCodes.failed);
		}
	};
}
