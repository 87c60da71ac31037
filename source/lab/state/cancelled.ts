import type { ConnectionEnd, FetchId, ServerId } from '../../events/events.ts';
import type { Exchange } from '../lab.ts';
import type { Draft } from './draft.ts';
import type { DialState } from './state.ts';

/** A server accepts, and learns of a reset, within this time, in milliseconds, of a dial being cancelled. */
const abandonedForMs = 5_000;

/** One of our own dials was cancelled: so is the exchange at its other end, or will be, once the server has seen it. */
export function noteCancelledDial(draft: Draft, { connection, to }: DialState, time: number): void {
	if (connection === undefined) {
		const dials = to === undefined ? 0 : abandonedAt(draft, to, time);
		setAbandoned(draft, to, dials + 1, time);
	} else if (draft.now.open.has(connection)) {
		draft.changeExchange(connection, { cancelled: true });
	}
}

/** Failures that can come of a fetch being cancelled, or of a server being stopped, where somebody here did that. */
const canBeOurDoing: ReadonlySet<ConnectionEnd | undefined> = new Set(['reset', 'cut']);

/**
 * Whether an exchange that has just ended was cancelled here: by its client, or because the server that it passed on was
 * stopped. That one breaks off is remembered for those that wait on it.
 */
export function noteIfCancelled(draft: Draft, exchange: Exchange | undefined, time: number): boolean {
	if (exchange === undefined) {
		return false;
	}
	const { id, how, upstreamFetch, servesFetch, cancelled } = exchange;
	const isHalted = how === 'cut' && upstreamFetch !== undefined && draft.now.haltedFetches.has(upstreamFetch);
	const isOurDoing = isHalted || (how === 'reset' && wasAbandoned(draft, exchange, time));
	if (isOurDoing) {
		draft.changeExchange(id, { cancelled: true });
	}
	if (isHalted || how === 'stopped') {
		halt(draft, servesFetch);
	} else if (draft.now.haltedFetches.size > 0 && draft.now.open.size === 0) {
		draft.set('haltedFetches', new Set());
	}
	return isOurDoing || (cancelled === true && canBeOurDoing.has(how));
}

function halt(draft: Draft, fetch: FetchId | undefined): void {
	if (fetch !== undefined) {
		draft.set('haltedFetches', new Set([...draft.now.haltedFetches, fetch]));
	}
}

/**
 * Whether this is the other end of a dial that was cancelled before anybody could tell which was whose: a connection that is
 * reset before it is accepted has no peer any more.
 */
function wasAbandoned(draft: Draft, { server, peer }: Exchange, time: number): boolean {
	const dials = peer === undefined ? abandonedAt(draft, server, time) : 0;
	if (dials > 0) {
		setAbandoned(draft, server, dials - 1, draft.now.abandonedDials.get(server)?.time ?? time);
	}
	return dials > 0;
}

function abandonedAt(draft: Draft, server: ServerId, time: number): number {
	const known = draft.now.abandonedDials.get(server);
	return known === undefined || time - known.time > abandonedForMs ? 0 : known.dials;
}

function setAbandoned(draft: Draft, server: ServerId | undefined, dials: number, time: number): void {
	if (server !== undefined) {
		draft.set('abandonedDials', new Map([...draft.now.abandonedDials, [server, { dials, time }]]));
	}
}
