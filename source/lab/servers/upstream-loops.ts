import type { ServerId } from '../../events/events.ts';
import { canListen, reaches } from '../../net/reaches.ts';
import type { Address } from '../../wire/address.ts';
import { PlanError } from './plan-error.ts';

/** A proxy, and what it asks. */
export interface PlannedProxy {
	readonly server: ServerId;
	/** Where it is to listen. */
	readonly address: Address;
	readonly upstream: Address;
	/** True where it listens there or nowhere; else it goes to another port where that one is taken. */
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

/** The proxies of which each is the next one's upstream, and the last one the first one's; undefined where there is no such circle. */
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

/** A default port that another program has is not ours, and what asks that program is no circle. */
async function canBe(loop: readonly PlannedProxy[]): Promise<boolean> {
	const had = await Promise.all(loop.map(({ address, isFixed }) => isFixed || canListen(address)));
	return had.every(Boolean);
}
