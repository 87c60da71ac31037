import type { FetchId, ServerId } from '../../../events/events.ts';
import type { Exchange } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import type { DialState } from '../state.ts';

/** A server accepts, and learns of a reset, within this time, in milliseconds, of a dial being cancelled. */
const abandonedForMs = 5_000;

/** One of our own dials was cancelled: so is the exchange at its other end, or will be, once the server has seen it. */
export function noteCancelledDial(model: LabModel, { connection, to }: DialState, time: number): void {
	if (connection === undefined) {
		const dials = to === undefined ? 0 : abandonedAt(model, to, time);
		setAbandoned(model, to, dials + 1, time);
	} else if (model.now.open.has(connection)) {
		model.changeExchange(connection, { cancelled: true });
	}
}

/** Failures that can come of a fetch being cancelled, or of a server being stopped, where somebody here did that. */
const canBeOurDoing: ReadonlySet<Exchange['how']> = new Set(['reset', 'cut']);

/**
 * Whether an exchange that has just ended was cancelled here: by its client, or because the server that it passed on was
 * stopped. That one breaks off is remembered for those that wait on it.
 */
export function noteIfCancelled(model: LabModel, exchange: Exchange | undefined, time: number): boolean {
	if (exchange === undefined) {
		return false;
	}
	const { id, how, upstreamFetch, servesFetch, cancelled } = exchange;
	const isHalted = how === 'cut' && upstreamFetch !== undefined && model.now.haltedFetches.has(upstreamFetch);
	const isOurDoing = isHalted || (how === 'reset' && wasAbandoned(model, exchange, time));
	if (isOurDoing) {
		model.changeExchange(id, { cancelled: true });
	}
	if (isHalted || how === 'stopped') {
		halt(model, servesFetch);
	} else if (model.now.haltedFetches.size > 0 && model.now.open.size === 0) {
		model.now.haltedFetches.clear();
	}
	return isOurDoing || (cancelled === true && canBeOurDoing.has(how));
}

function halt(model: LabModel, fetch: FetchId | undefined): void {
	if (fetch !== undefined) {
		model.now.haltedFetches.add(fetch);
	}
}

/**
 * Whether this is the other end of a dial that was cancelled before anybody could tell which was whose: a connection that is
 * reset before it is accepted has no peer any more.
 */
function wasAbandoned(model: LabModel, { server, peer }: Exchange, time: number): boolean {
	const dials = peer === undefined ? abandonedAt(model, server, time) : 0;
	if (dials > 0) {
		setAbandoned(model, server, dials - 1, model.now.abandonedDials.get(server)?.time ?? time);
	}
	return dials > 0;
}

function abandonedAt(model: LabModel, server: ServerId, time: number): number {
	const known = model.now.abandonedDials.get(server);
	return known === undefined || time - known.time > abandonedForMs ? 0 : known.dials;
}

function setAbandoned(model: LabModel, server: ServerId | undefined, dials: number, time: number): void {
	if (server !== undefined) {
		model.now.abandonedDials.set(server, { dials, time });
	}
}
