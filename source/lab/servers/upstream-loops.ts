import type { ServerId } from '../../events/events.ts';
import { canListen, reaches } from '../../net/look-up/reaches.ts';
import type { Address } from '../../wire/address.ts';
import { PlanError } from './plan-error.ts';

/** A proxy and its upstream. */
export interface PlannedProxy {
	readonly server: ServerId;
	/** Where it is to listen. */
	readonly address: Address;
	readonly upstream: Address;
	/** True where it must have this port; else it goes to another port where this one is taken. */
	readonly isFixed: boolean;
}

/** Throws a PlanError where a proxy would be, directly or through others, its own upstream. */
export async function refuseLoop(proxies: readonly PlannedProxy[]): Promise<void> {
	const loop = findLoop(proxies);
	if (loop === undefined || !(await canBe(loop))) {
		return;
	}
	const [first = '', ...others] = loop.map(({ server }) => server);
	const through = others.length === 0 ? '' : `, through ${others.join(' and ')}`;
	throw new PlanError(
		'loop',
		`${first} would be its own upstream${through}: its poem would wait for itself. Give --upstream a poetry server.`,
	);
}

/** A loop of proxies, each the upstream of the next, and the last that of the first; undefined where there is none. */
export function findLoop<T extends Pick<PlannedProxy, 'address' | 'upstream'>>(
	proxies: readonly T[],
): readonly T[] | undefined {
	for (const first of proxies) {
		const circle: T[] = [];
		let next: T | undefined = first;
		while (next !== undefined && !circle.includes(next)) {
			const { upstream }: T = next;
			circle.push(next);
			next = proxies.find(({ address }) => reaches(upstream, address));
		}
		if (next === first) {
			return circle;
		}
	}
	return undefined;
}

/** True where each proxy of the loop can have its port: a default one that is taken is replaced, and the loop opens. */
async function canBe(loop: readonly PlannedProxy[]): Promise<boolean> {
	const had = await Promise.all(loop.map(({ address, isFixed }) => isFixed || canListen(address)));
	return had.every(Boolean);
}
