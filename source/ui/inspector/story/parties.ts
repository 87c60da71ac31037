import type { ServerKind } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Leg } from './legs.ts';
import { kindOf } from './links.ts';

/** Who took part. A stranger is a client that is not ours, an `elsewhere` a server that is not. */
export interface Party {
	readonly key: string;
	readonly kind: 'client' | 'stranger' | 'elsewhere' | ServerKind;
	/** Safe to show. */
	readonly name: string;
}

const lanes = { client: 0, stranger: 0, proxy: 1, poetry: 2, elsewhere: 2, transform: 3 } as const;

/** Everybody on these legs, in the order of their lanes: who asks, proxies, poetry servers, transform servers. */
export function partiesOf(legs: readonly Leg[], servers: readonly ServerState[]): readonly Party[] {
	const parties = new Map<string, Party & { readonly lane: number }>();
	const add = (key: string, kind: Party['kind'], lane: number = lanes[kind]): void => {
		if (!parties.has(key)) {
			parties.set(key, { key, kind, lane, name: visibleLine(key) });
		}
	};
	for (const { from, to, dial, opened, purpose } of legs) {
		add(from, dial === undefined ? 'stranger' : dial.server === undefined ? 'client' : 'proxy');
		if (opened !== undefined || servers.some(({ id }) => id === to)) {
			add(to, kindOf(to, servers));
		} else {
			add(to, 'elsewhere', purpose === 'transform' ? lanes.transform : lanes.elsewhere);
		}
	}
	return [...parties.values()].sort((a, b) => a.lane - b.lane).map(({ key, kind, name }) => ({ key, kind, name }));
}
