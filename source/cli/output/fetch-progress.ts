import type { BatchEnd, FetchId, LabEvent } from '../../events/events.ts';
import { applyEvent } from '../../lab/model/apply/apply-event.ts';
import { LabModel } from '../../lab/model/lab-model.ts';
import type { FetchState } from '../../lab/snapshot/fetch-state.ts';
import { fetchOutcome } from '../../ui/fetch-outcome.ts';
import { formatAge, formatBytes, formatDuration } from '../../ui/format.ts';
import { batchEndWords } from '../../ui/panels/client/batch-words.ts';
import { clipText, padText } from '../../ui/text/rows.ts';
import { visibleLine } from '../../wire/visible-text.ts';

/** The progress of several fetches for a person: on a terminal a line with a bar for each, elsewhere a line for each that has ended. */
export interface ProgressDisplay {
	/** Takes an event of the fetches, or of their dials. */
	take(event: LabEvent): void;
	/** Removes the bars, so that something else can be written. */
	pause(): void;
	/** Draws the bars again. */
	resume(): void;
	/** Removes the bars for good, and writes a line with the results of several fetches. */
	end(): void;
}

/** The stream that it is written to, as far as it is used. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows' | 'write'>;

/** The delay of the first bars, since most fetches end before anybody could read them, and how often they change. */
const pace = { firstMs: 200, everyMs: 100 } as const;
const barWidth = 20;

/** The progress on this stream; `now` is the time of events. */
export function createFetchProgress(stream: ProgressStream, now: () => number): ProgressDisplay {
	return stream.isTTY === true ? bars(stream, now) : lines(stream);
}

/** A line for each of several fetches that brought a poem; what failed is told by whoever asked. */
function lines(stream: ProgressStream): ProgressDisplay {
	const model = new LabModel();
	return {
		take(event) {
			applyEvent(model, event);
			const fetch = 'fetch' in event ? model.fetches.find(event.fetch) : undefined;
			const hasEnded = event.type === 'fetch-succeeded' || event.type === 'fetch-fell-back';
			if (hasEnded && fetch !== undefined && model.now.fetches.size > 1) {
				const got = `${formatBytes(fetch.poemBytes)} in ${formatDuration(event.durationMs)}`;
				stream.write(`poetry-lab: ${visibleLine(fetch.address)}: ${got}\n`);
			}
		},
		pause: () => {},
		resume: () => {},
		end: () => tellEnd(model, stream),
	};
}

function bars(stream: ProgressStream, now: () => number): ProgressDisplay {
	const model = new LabModel();
	let drawn = 0;
	let isPaused = false;
	const clear = (): void => {
		if (drawn > 0) {
			stream.write(`\u001b[${drawn}F\u001b[J`);
			drawn = 0;
		}
	};
	const draw = (): void => {
		if (isPaused) {
			return;
		}
		clear();
		const fetches = shownFetches([...model.state.fetches.values()], Math.max(1, (stream.rows ?? 24) - 2));
		const rows = barRows(fetches, model.state.batches.at(-1)?.startedAt ?? now(), now());
		stream.write(rows.map(row => `${clipText(row, (stream.columns ?? 80) - 1)}\n`).join(''));
		drawn = rows.length;
	};
	let timer = setTimeout(function next() {
		draw();
		timer = setTimeout(next, pace.everyMs).unref();
	}, pace.firstMs).unref();
	return {
		take: event => applyEvent(model, event),
		pause() {
			isPaused = true;
			clear();
		},
		resume() {
			isPaused = false;
		},
		end() {
			clearTimeout(timer);
			clear();
			tellEnd(model, stream);
		},
	};
}

function tellEnd({ state: { batches, fetches } }: LabModel, stream: ProgressStream): void {
	const { end, atOnce = 1 }: { readonly end?: BatchEnd; readonly atOnce?: number } = batches.at(-1) ?? {};
	if (end !== undefined && fetches.size > 1) {
		stream.write(`poetry-lab: ${batchEndWords(end, atOnce)}\n`);
	}
}

/** All fetches; where there is no room for them, those that have not ended first. */
function shownFetches(fetches: readonly FetchState[], room: number): readonly FetchState[] {
	const rank = ({ status }: FetchState) => (status === 'running' ? 0 : status === 'waiting' ? 1 : 2);
	const first = new Set<FetchId>(
		fetches
			.toSorted((a, b) => rank(a) - rank(b))
			.slice(0, room)
			.map(({ id }) => id),
	);
	return fetches.filter(({ id }) => first.has(id));
}

/** A line for each fetch. A client cannot know how long a poem is, so its bar is time: from its beginning to its end, on a scale that all share. */
function barRows(fetches: readonly FetchState[], startTime: number, now: number): readonly string[] {
	const hostWidth = Math.max(...fetches.map(({ address }) => visibleLine(address).length));
	const place = (time: number) => Math.round(((time - startTime) / Math.max(1, now - startTime)) * barWidth);
	return fetches.map(({ address, ...fetch }) => {
		const { word, detail } = fetchOutcome({ address, ...fetch });
		const until = fetch.durationMs === undefined ? now : fetch.startedAt + fetch.durationMs;
		const [from, to] = fetch.status === 'waiting' ? [barWidth, barWidth] : [place(fetch.startedAt), place(until)];
		const bar = `${'·'.repeat(from)}${'━'.repeat(Math.max(1, to - from))}`.slice(0, barWidth);
		const time = fetch.status === 'running' ? formatAge(now - fetch.startedAt) : '';
		const words = [word, detail, time].filter(part => part !== '').join(' ');
		return `${padText(visibleLine(address), hostWidth)}  ${padText(bar, barWidth)}  ${words}`;
	});
}
