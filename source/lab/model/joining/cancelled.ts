import type { FetchId, ServerId } from '../../../events/events.ts';
import type { Exchange } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import type { DialState } from '../state.ts';

/** The time, in milliseconds, within which a server sees the connection of a dial that was cancelled, and its reset. */
const abandonedForMs = 5_000;

/** Marks the exchange at the other end of a cancelled dial as cancelled, now or when the server has seen it. */
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
 * True where an exchange that has just ended was cancelled here: by its client, or because its upstream server was
 * stopped. A fetch that broke off so is remembered for the other exchanges that wait on it.
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
 * True for the other end of a dial that was cancelled before it was tied to an exchange: a connection that is reset
 * before it is accepted has no peer address.
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
