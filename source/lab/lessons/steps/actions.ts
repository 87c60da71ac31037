import type { Action } from '../../actions.ts';
import type { LessonStep, Stage, StageServer, StepContext } from '../engine/lesson.ts';

type ChooseAction = LessonStep['action'];
/** Picks one of the lesson's servers. */
export type At = (stage: Stage) => StageServer;

/** The poetry server of the lesson. */
export const poet: At = ({ poet }) => poet;

/** The proxy of the lesson. */
export const proxy: At = ({ proxy }) => proxy;

/** The transform server. */
export const transform: At = ({ transform }) => transform;

/** The settings of a fetch by the lab's client, beside its server. */
interface FetchChoice {
	readonly transforms?: readonly string[];
	readonly idleTimeoutMs?: number;
	readonly timeoutMs?: number;
}

/** The client fetches from this server; no action while a fetch of the client's is under way. */
export function fetching(at: At, label = 'fetch the poem', choice: FetchChoice = {}): ChooseAction {
	return context =>
		isFetching(context) ? undefined : { label, actions: [fetchFrom(at(context.stage), choice)], anew: true };
}

/** The client's fetch from this server. */
export function fetchFrom({ own: address }: StageServer, { transforms = [], ...limits }: FetchChoice = {}): Action {
	return { type: 'fetch', address, transforms, ...limits };
}

/** True while a fetch of the client's is under way. */
export function isFetching({ state }: Pick<StepContext, 'state'>): boolean {
	return state.fetch?.status === 'running';
}

/** This number of clients come to the proxy at once; no action while a crowd is there, or has only just gone. */
export function crowding(clients: number): ChooseAction {
	return ({ state: { crowd }, stage, now }) =>
		crowd?.status === 'running' || now - (crowd?.startedAt ?? 0) - (crowd?.durationMs ?? 0) < 2 * quietMs
			? undefined
			: { label: `let ${clients} readers come`, actions: [crowdAt(stage.proxy, clients)], anew: true };
}

/** A crowd is over when nobody else has come for so many milliseconds. */
export const quietMs = 300;

/** A crowd of this number of clients that fetch from this server at once. */
export function crowdAt({ own: address }: StageServer, clients: number): Action {
	return { type: 'start-crowd', address, transforms: [], clients };
}

/**
 * The lab sends these texts to the transform server, each on a connection of its own, cut into pieces at these bytes; no
 * action while one of them is not answered, or has only just been.
 */
export function typing(texts: string | readonly string[], cuts: readonly number[] = []): ChooseAction {
	return ({ stage, present, visits, now }) => {
		const { id, own: address } = stage.transform;
		const isTyping =
			present(id).some(({ peer, doneAt }) => peer === 'client' && doneAt === undefined) ||
			visits(id).some(({ peer, doneAt = 0 }) => peer === 'client' && now - doneAt < 2 * quietMs);
		const actions = [texts].flat().map(text => ({ type: 'open-by-hand', address, text, cuts, reads: true }) as const);
		return isTyping ? undefined : { label: 'let the lab type it', actions, anew: true };
	};
}

/** A connection that reads, as netcat does, or takes nothing. */
export function connectTo({ own: address }: StageServer, reads = true): Action {
	return { type: 'open-by-hand', address, reads };
}

/** The lines by which netcat sends this text to the transform server. */
export function typedInNetcat(text: string): readonly string[] {
	return ['nc {transform-host} {transform-port}', text];
}

/** The lines by which so many readers come to the proxy at once. */
export function crowdInShell(clients: number): readonly string[] {
	return [`seq ${clients} | xargs -P ${clients} -I@ \\`, '  nc {proxy-host} {proxy-port}'];
}

/** The lab runs the code on the card; no action once that has run. */
export const runningCode: ChooseAction = ({ ran }) =>
	ran === undefined ? { label: 'run it', actions: [], runsCode: true } : undefined;
