import type { classEvents } from '../../../events/subjects/class.ts';
import { bareHost } from '../../../wire/address.ts';
import type { Exchange } from '../../snapshot.ts';
import type { Appliers } from '../appliers.ts';
import type { LabModel } from '../lab-model.ts';

/** More labs than a class has. */
const mostNames = 1_000;

/** The name of whoever connects from this host, where the class knows it. */
export function peerNameAt({ now: { peerNames } }: LabModel, peerHost: string): Pick<Exchange, 'peerName'> {
	const peerName = peerNames.size === 0 ? undefined : peerNames.get(bareHost(peerHost));
	return peerName === undefined ? {} : { peerName };
}

/** Applies what happens between a lab and its class. */
export const applyClassEvent: Appliers<typeof classEvents> = {
	'class-joined': (model, { engine, name }) => {
		model.now.class = { engine, name, status: 'joined' };
	},

	'class-away': (model, { engine, code, why }) => {
		const name = model.now.class?.name;
		model.now.class = { engine, status: 'away', code, why, ...(name !== undefined && { name }) };
	},

	'class-peer-named': (model, { peerHost, name }) => {
		const host = bareHost(peerHost);
		const { peerNames, exchanges } = model.now;
		peerNames.delete(host);
		peerNames.set(host, name);
		const [oldest] = peerNames.keys();
		if (peerNames.size > mostNames && oldest !== undefined) {
			peerNames.delete(oldest);
		}
		for (const { id, peerHost: from, peerName } of [...exchanges]) {
			if (bareHost(from) === host && peerName !== name) {
				model.changeExchange(id, { peerName: name });
			}
		}
	},

	'class-left': (model, { engine, name }) => {
		model.now.class = { engine, name, status: 'left' };
	},

	// What a fetch got from the class shows in the exchanges that waited on it, by the events of the cache.
	'class-asked': (model, { connection, fetch }) => {
		model.changeExchange(connection, { upstreamFetch: fetch });
	},
	'class-answered': () => {},
	'class-published': () => {},
	'class-received': () => {},
	'class-followed': () => {},
	'class-taken-over': () => {},
	'class-released': () => {},
};
