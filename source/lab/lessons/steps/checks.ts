import type { Finding, LessonStep, StageServer, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { partWords } from '../engine/words.ts';
import { type At, quietMs } from './actions.ts';

type Check = LessonStep['check'];
type Judge<T> = (seen: T, context: StepContext) => Finding | undefined;

/** A poem that was read, and the transforms that whoever read it asked for afterwards. */
export interface Journey {
	readonly poem: Visit;
	/** In the order in which they were asked for. */
	readonly transforms: readonly Visit[];
}

/** Judges each visit to a server, from whichever program, as soon as the server has done its part. */
export function visitTo(at: At, judge: Judge<Visit>): Check {
	return context => {
		const server = at(context.stage);
		const visits = context.visits(server.id).filter(isOver);
		return firstVerdict(visits, judge, context) ?? elsewhere(server, context);
	};
}

/** Judges each request to the transform server; a hint where somebody has connected, and has not sent all of it. */
export function requestTyped(judge: Judge<Visit>): Check {
	return context => {
		const visits = context.visits(context.stage.transform.id);
		return (
			firstVerdict(visits.filter(isOver), judge, context) ??
			unsaid(visits) ??
			elsewhere(context.stage.transform, context)
		);
	};
}

/** Judges each poem that was read together with the transforms that were asked for; all that are named must have been. */
export function journeyFrom(at: At, wanted: readonly string[], judge: Judge<Journey>): Check {
	return context => {
		const server = at(context.stage);
		const journeys = journeysFrom(server, context);
		const judgeWhole: Judge<Journey> = (journey, now) =>
			leftUnread(journey, now) ?? lacking(journey, wanted) ?? brokenOff(journey, wanted) ?? judge(journey, now);
		return firstVerdict(journeys, judgeWhole, context) ?? elsewhere(server, context);
	};
}

/** Judges those who came to a server together, once all of them are served; fewer than so many are no crowd. */
export function crowdTo(at: At, least: number, judge: Judge<readonly Visit[]>): Check {
	return context => {
		const { state, stage, now } = context;
		const server = at(stage);
		if (state.crowd?.status === 'running') {
			return undefined;
		}
		const crowds = together(context.visits(server.id)).filter(
			crowd => crowd.every(isOver) && now - Math.max(...crowd.map(doneAt)) >= quietMs,
		);
		const judgeLarge: Judge<readonly Visit[]> = (crowd, at) =>
			crowd.length >= least ? judge(crowd, at) : tooFew(crowd, least, server);
		return firstVerdict(crowds, judgeLarge, context) ?? elsewhere(server, context);
	};
}

/** The verdict on the code of a card: all words that it has said, in their order. */
export function allWords({ ran }: StepContext): Finding | undefined {
	const words = ran?.map(({ word }) => word).join(', ');
	return words === undefined ? undefined : { observed: `It said: ${words}.`, answer: words };
}

/** The duration of a visit, from its beginning to its end, in milliseconds. */
export function tookMs({ fetch, openedAt, doneAt = openedAt }: Visit): number {
	return fetch?.ended?.durationMs ?? doneAt - openedAt;
}

/** The time from the last byte of the request to the end of the server's answer, in milliseconds. */
export function answeredMs({ received, openedAt, doneAt = openedAt }: Visit): number {
	return doneAt - (received.at(-1)?.time ?? openedAt);
}

/** True once the server has done its part, and, where the lab's client came, the client as well. */
export function isOver({ doneAt, fetch }: Visit): boolean {
	return doneAt !== undefined && (fetch === undefined || fetch.ended !== undefined);
}

/** The time of the server's last deed for this visit; of one that is not over, of its beginning. */
export function doneAt({ doneAt, openedAt }: Visit): number {
	return doneAt ?? openedAt;
}

function firstVerdict<T extends Visit | Journey | readonly Visit[]>(
	seen: readonly T[],
	judge: Judge<T>,
	context: StepContext,
): Finding | undefined {
	let hint: Finding | undefined;
	for (const one of seen) {
		const found = judge(one, context);
		if (found !== undefined && 'observed' in found) {
			return { connection: exchangeOf(one), ...found };
		}
		hint = found ?? hint;
	}
	return hint;
}

/** The exchange in which there is most to see. */
function exchangeOf(seen: Visit | Journey | readonly Visit[]): number {
	if ('poem' in seen) {
		return seen.poem.id;
	}
	return 'id' in seen ? seen.id : (seen[0]?.id ?? 0);
}

/** A hint for somebody who went to another server of the lab, while nobody is at the right one. */
export function elsewhere({ id, address }: StageServer, { state, visits }: StepContext): Finding | undefined {
	if (visits(id).some(visit => !isOver(visit))) {
		return undefined;
	}
	const others = [...state.servers.values()].filter(({ id: other }) => other !== id);
	const there = others.find(other => visits(other.id).some(isOver));
	return there && { hint: `Somebody was at ${there.id}. This step is about ${id}, at ${address}.` };
}

/** A hint for somebody who has connected and not yet sent a whole netstring. */
function unsaid(visits: readonly Visit[]): Finding | undefined {
	const open = visits.find(({ doneAt }) => doneAt === undefined);
	if (open === undefined) {
		return undefined;
	}
	return {
		hint:
			open.receivedStart.length === 0
				? 'You are connected. Now the second line, with enter at its end.'
				: 'The server waits for the rest of the netstring: check its number, and its comma.',
		isPart: true,
	};
}

/** Of another program it is known only that it asked after it had connected to the poet. */
function journeysFrom(server: StageServer, context: StepContext): readonly Journey[] {
	const asked = context.visits(context.stage.transform.id).filter(({ doneAt }) => doneAt !== undefined);
	return context
		.visits(server.id)
		.filter(isOver)
		.map(poem => {
			const isOurs = isTold(poem);
			return {
				poem,
				transforms: isOurs
					? asked.filter(one => one.servesFetch === poem.servesFetch)
					: firstOfEach(asked.filter(one => !isTold(one) && one.openedAt >= poem.openedAt)),
			};
		});
}

/** The first request for each transform. */
function firstOfEach(asked: readonly Visit[]): readonly Visit[] {
	return asked.filter((one, index) => asked.findIndex(({ transform }) => transform === one.transform) === index);
}

/** A hint for somebody who did not read the poem to its end, but for one that the server has cut off. */
function leftUnread({ poem }: Journey, { stage }: StepContext): Finding | undefined {
	const { bytesOut, how, server } = poem;
	return how === 'left' || how === 'reset'
		? { hint: `You left after ${partWords(bytesOut, stage.poet.bytes)}. Read ${server} to its end first.` }
		: undefined;
}

/** True where it is known which connections belong together: those of the lab's client, and of a crowd's clients. */
function isTold({ fetch, peer }: Visit): boolean {
	return fetch !== undefined || peer === 'crowd';
}

/** A hint for somebody who cancelled a fetch whose transforms are what the step is about. */
function brokenOff({ poem: { fetch } }: Journey, wanted: readonly string[]): Finding | undefined {
	return fetch?.ended?.code === 'cancelled' && wanted.length > 0
		? { hint: 'You cancelled that fetch. Let it come to its end: once more.' }
		: undefined;
}

function lacking({ poem, transforms }: Journey, wanted: readonly string[]): Finding | undefined {
	const tried = poem.fetch?.transforms.map(({ transform }) => transform) ?? transforms.map(one => one.transform);
	const missing = wanted.filter(name => !tried.includes(name)).join(' and ');
	if (missing === '') {
		return undefined;
	}
	return isTold(poem)
		? { hint: `The poem came without ${missing}. Choose ${missing} in Client, or press enter here.` }
		: { hint: `${poem.server} was read. Now ask {transform-address} for ${missing}, as the lines say.`, isPart: true };
}

/** Those who came one upon the other: a new crowd begins where all before it were served. */
function together(visits: readonly Visit[]): readonly (readonly Visit[])[] {
	const crowds: Visit[][] = [];
	let until = Number.NEGATIVE_INFINITY;
	for (const visit of visits) {
		const crowd = visit.openedAt <= until + quietMs ? crowds.at(-1) : undefined;
		if (crowd === undefined) {
			crowds.push([visit]);
		} else {
			crowd.push(visit);
		}
		until = Math.max(until, visit.doneAt ?? Number.POSITIVE_INFINITY);
	}
	return crowds;
}

function tooFew({ length }: readonly Visit[], least: number, { id }: StageServer): Finding {
	const came = length === 1 ? 'One' : `${length}`;
	return {
		hint: `${came} came to ${id}. It takes at least ${least} at the same moment. All is set up again.`,
		again: true,
	};
}
