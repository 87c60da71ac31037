import { isDeepStrictEqual } from 'node:util';
import type { BoardLab, BoardState } from '../snapshot/board-state.ts';

/** A change on the board of a class, as `class --json` prints it; its `time` is added there. */
export type BoardEvent =
	| { readonly type: 'lab-joined'; readonly lab: string; readonly host: string; readonly since: string }
	| { readonly type: 'lab-left' | 'lab-lost'; readonly lab: string }
	| ({ readonly type: 'lesson-reached'; readonly lab: string } & LessonFields)
	| ({ readonly type: 'lesson-progressed'; readonly lab: string } & LessonFields)
	| { readonly type: 'lesson-left'; readonly lab: string; readonly lesson: string; readonly lessonsDone: number }
	| ({ readonly type: 'counts-changed'; readonly lab: string } & Readonly<Record<string, string | number>>)
	| { readonly type: 'class-away'; readonly engine: string; readonly why: string }
	| { readonly type: 'class-joined'; readonly engine: string };

type LessonFields = NonNullable<ReturnType<typeof stepOf>> & { readonly lessonsDone: number };

/** The events between one look at the board and the next. */
export function boardEvents(before: BoardState | undefined, after: BoardState): readonly BoardEvent[] {
	const known = new Map(before?.labs.map(lab => [lab.name, lab]));
	return [...awayEvents(before, after), ...after.labs.flatMap(lab => labEvents(known.get(lab.name), lab))];
}

function awayEvents(before: BoardState | undefined, { engine, away }: BoardState): readonly BoardEvent[] {
	if (away === before?.away && before !== undefined) {
		return [];
	}
	return [away === undefined ? { type: 'class-joined', engine } : { type: 'class-away', engine, why: away }];
}

function labEvents(before: BoardLab | undefined, after: BoardLab): readonly BoardEvent[] {
	const { name: lab, host } = after;
	const events: BoardEvent[] = [];
	if (after.isHere && before?.isHere !== true) {
		events.push({ type: 'lab-joined', lab, host, since: new Date(after.since).toISOString() });
	}
	events.push(...lessonEvents(before, after));
	if (!isDeepStrictEqual(before && countsOf(before), countsOf(after))) {
		events.push({ type: 'counts-changed', lab, ...countsOf(after) });
	}
	if (!after.isHere && before?.isHere !== false) {
		events.push({ type: after.left ? 'lab-left' : 'lab-lost', lab });
	}
	return events;
}

function lessonEvents(before: BoardLab | undefined, after: BoardLab): readonly BoardEvent[] {
	const { name: lab, lessonsDone } = after;
	const [was, now] = [before && stepOf(before), stepOf(after)];
	const isSame = isDeepStrictEqual(was, now) && before?.lessonsDone === lessonsDone;
	if (isSame || (was === undefined && now === undefined)) {
		return [];
	}
	if (now === undefined) {
		return [{ type: 'lesson-left', lab, lesson: was?.lesson ?? '', lessonsDone }];
	}
	const isAnother = was?.lesson !== now.lesson || was?.step !== now.step;
	return [{ type: isAnother ? 'lesson-reached' : 'lesson-progressed', lab, ...now, lessonsDone }];
}

/** The step that somebody is at; its time is none of its changes. */
function stepOf({ lesson }: BoardLab) {
	if (lesson === undefined || lesson.left === true) {
		return undefined;
	}
	const { name, stepMs: _, left: __, ...known } = lesson;
	return { lesson: name, ...known };
}

function countsOf(lab: BoardLab) {
	const { open, served, failed, hits, misses, collapsed, stale, fellBack, upstreamConnections, lagMs } = lab;
	return { open, served, failed, hits, misses, collapsed, stale, fellBack, upstreamConnections, lagMs };
}
