import type { Telemetry } from '../../events/telemetry.ts';
import type { OpenSource, PoemSource } from '../../services/proxy/poem-source.ts';
import type { SharedPoems, SharedReceiver, WantedPoem } from '../../services/proxy/shared-poems.ts';
import type { Address } from '../../wire/address.ts';
import { keys } from '../keys.ts';
import type { ClassLink } from '../link.ts';
import { ClassFetch } from './class-fetch.ts';
import type { ClassContext } from './context.ts';
import { machineName, upstreamKey } from './upstream-key.ts';

/** The longest that a lab that leaves waits until the class knows how its fetches ended, in milliseconds. */
const endingPatienceMs = 500;

/** The poems of a class: what one lab has fetched is a hit for all, and who misses together shares one fetch. */
export class ClassPoems implements SharedPoems {
	readonly #context: ClassContext;
	readonly #machine = machineName();
	readonly #endings = new Set<Promise<void>>();
	#isUsed: () => boolean = () => true;

	constructor(link: ClassLink, ttlMs: number | undefined, telemetry: Telemetry) {
		const noteEnding = (ended: Promise<void>) => {
			this.#endings.add(ended);
			void ended.finally(() => this.#endings.delete(ended));
		};
		this.#context = { link, telemetry, ttlMs, noteEnding };
	}

	/** Leaves the class out, although it is there, while this is not so: such as for a lesson that needs a cache of its own. */
	askWhile(isUsed: () => boolean): void {
		this.#isUsed = isUsed;
	}

	get isJoined(): boolean {
		return this.#isUsed() && this.#context.link.isJoined;
	}

	open(wanted: WantedPoem, receiver: SharedReceiver, fromUpstream: OpenSource): PoemSource {
		const upstream = upstreamKey(wanted.upstream, this.#machine);
		return new ClassFetch({ ...this.#context, wanted, upstream, receiver, fromUpstream });
	}

	/**
	 * Forgets the poem of a server that has just begun to listen here: what the class has of that address is from another
	 * one, which was there before.
	 */
	forget(upstream: Address): void {
		const { link } = this.#context;
		link.run(['DEL', keys.poem(upstreamKey(upstream, this.#machine))]).catch(() => {});
	}

	/** Leaves the class, once it knows how every fetch of this lab ended, or could have known it. */
	async leave(): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const tooLong = new Promise(resolve => {
			timer = setTimeout(resolve, endingPatienceMs);
		});
		await Promise.race([Promise.all(this.#endings), tooLong]);
		clearTimeout(timer);
		await this.#context.link.leave();
	}
}
