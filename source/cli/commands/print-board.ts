import process from 'node:process';
import type { ClassAddress } from '../../class/class-address.ts';
import { ClassError } from '../../class/class-error.ts';
import { ClassLink } from '../../class/link.ts';
import { createTelemetry } from '../../lab/clock/create-telemetry.ts';
import type { BoardState } from '../../lab/snapshot/board-state.ts';
import { type BoardEvent, boardEvents } from '../../lab/watching/board-events.ts';
import { BoardFeed } from '../../lab/watching/board-feed.ts';
import { visibleJson } from '../../wire/visible-text.ts';
import { watchCrashes } from '../exit/crashes.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { Failure } from '../exit/failure.ts';
import { createStopRequest } from '../exit/stop-request.ts';
import { createLineWriter } from '../output/line-writer.ts';
import { printNotice } from '../output/print-notice.ts';
import { isReaderGone, unwritten } from '../output/write-out.ts';

/** Prints each change on the board of a class as a line of JSON until a signal; gives the exit code. Throws a {@link Failure} where nobody is let in. */
export async function printBoard(address: ClassAddress): Promise<number> {
	const crashed = watchCrashes();
	const stopping = createStopRequest();
	const lines = createLineWriter(process.stdout, words, error => {
		if (isReaderGone(error)) {
			stopping.request(exitCodes.done);
		} else {
			printNotice(unwritten('the board', error));
			stopping.request(exitCodes.failed);
		}
	});
	const link = await ClassLink.join(
		{ address },
		createTelemetry(() => {}),
	).catch((error: unknown) => {
		throw error instanceof ClassError ? new Failure(error.message, { cause: error }) : error;
	});
	let known: BoardState | undefined;
	const feed = new BoardFeed(link, () => {
		for (const event of boardEvents(known, feed.state)) {
			lines.write(event);
		}
		known = feed.state;
	});
	await feed.start();
	const code = await Promise.race([stopping.requested, crashed]);
	feed.stop();
	await link.leave();
	await lines.flush();
	return code;
}

const words = {
	line: ({ type, ...event }: BoardEvent) => visibleJson({ type, time: new Date().toISOString(), ...event }),
	leftOut: (count: number) => visibleJson({ type: 'lines-left-out', time: new Date().toISOString(), lines: count }),
};
