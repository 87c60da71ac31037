import type { ConnectionId, LabEvent } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { LabState } from '../../model/state.ts';
import type { SetUp, Stage } from './lesson.ts';
import type { LessonHost } from './lesson-host.ts';
import type { LessonRecord } from './lesson-record.ts';
import { cutShort, setUpActions } from './lesson-set-up.ts';

type Host = Pick<LessonHost, 'act' | 'now' | 'stateNow' | 'ttlMs'>;

/** Waits so long before the proxy is asked once more for the poem that a step needs in its cache, in milliseconds. */
const retryMs = 50;

/** Brings the lab to what a step needs, however long a person reads, and whatever others do meanwhile. */
export class StepPreparation {
	readonly #stage: Stage;
	readonly #host: Host;
	readonly #record: LessonRecord;
	#since = 0;
	#after: ConnectionId = 0;
	/** The proxy fetches the poem that a step needs in its cache. */
	#isFilling = false;
	/** The set-up to make once that poem is in the cache, and the actions that follow. */
	#whenFilled: { readonly setUp: SetUp; readonly then: readonly Action[] } | undefined;

	constructor(stage: Stage, host: Host, record: LessonRecord) {
		this.#stage = stage;
		this.#host = host;
		this.#record = record;
	}

	/** When the lab was last brought to what a step needs: what began before does not count. */
	get since(): number {
		return this.#since;
	}

	/** The newest connection at that time. */
	get after(): ConnectionId {
		return this.#after;
	}

	/** False while the proxy fetches what the step needs in its cache. */
	get isReady(): boolean {
		return this.#whenFilled === undefined;
	}

	/** Brings the lab from this state to what a step needs, and then acts. */
	prepare(setUp: SetUp, lab: LabState, then: readonly Action[] = []): void {
		this.#since = this.#host.now();
		this.#after = this.#record.newest;
		this.#whenFilled = undefined;
		if (!this.#mustFill(setUp, lab)) {
			this.#act(setUpActions(setUp, this.#stage, lab));
			this.#record.forgetDeeds();
			this.#act(then);
			return;
		}
		this.#whenFilled = { setUp, then };
		if (!this.#isFilling) {
			const faults = setUp.cache === 'part' ? [cutShort(this.#stage, 'truncate')] : [];
			this.#act([...setUpActions({ faults }, this.#stage, lab), { type: 'purge-cache' }]);
			this.#isFilling = true;
			this.#fill();
		}
	}

	/** Purges a cache that is to be empty and that others have filled, as long as nobody is at the proxy. */
	keepEmpty({ cache }: SetUp, lab: LabState): void {
		const { id } = this.#stage.proxy;
		const isIdle = this.#record.present(id, lab).length === 0;
		if (cache === 'empty' && isIdle && (lab.servers.get(id)?.cachedBytes ?? 0) > 0) {
			this.#act([{ type: 'purge-cache' }]);
		}
	}

	take(event: LabEvent): void {
		if (!this.#isFilling || !('server' in event) || event.server !== this.#stage.proxy.id) {
			return;
		}
		if (event.type === 'poem-stored') {
			// Whoever tells of an event must not be told of another one in between.
			queueMicrotask(() => this.#goOnFilled());
		} else if (event.type === 'fetch-failed') {
			// The step after it may have broken the poet: then nobody waits for the poem any more.
			this.#isFilling = this.#whenFilled !== undefined;
			setTimeout(() => this.#fill(), retryMs).unref();
		}
	}

	/** Lets the proxy fetch the poem that its cache is to hold. */
	#fill(): void {
		if (this.#isFilling) {
			this.#act([{ type: 'open-by-hand', address: this.#stage.proxy.address, reads: true }]);
		}
	}

	#goOnFilled(): void {
		const lab = this.#host.stateNow();
		this.#isFilling = false;
		if (this.#whenFilled !== undefined) {
			this.prepare(this.#whenFilled.setUp, lab, this.#whenFilled.then);
		}
	}

	/** True where the cache lacks the poem that the step needs, or holds it past its time. */
	#mustFill({ cache }: SetUp, lab: LabState): boolean {
		if (cache === undefined || cache === 'empty') {
			return false;
		}
		const { poet, proxy } = this.#stage;
		const { cachedBytes = 0 } = lab.servers.get(proxy.id) ?? {};
		const isRight = cache === 'whole' ? cachedBytes >= poet.bytes : cachedBytes > 0 && cachedBytes < poet.bytes;
		const { now, ttlMs } = this.#host;
		return !isRight || (Number.isFinite(ttlMs) && now() - this.#record.storedAt(proxy.id) > ttlMs / 2);
	}

	#act(actions: readonly Action[]): void {
		for (const action of actions) {
			this.#host.act(action);
		}
	}
}
