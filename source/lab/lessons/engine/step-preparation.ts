import type { ConnectionId, LabEvent } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { LabState } from '../../model/state.ts';
import type { SetUp, Stage } from './lesson.ts';
import type { LessonHost } from './lesson-host.ts';
import type { LessonRecord } from './lesson-record.ts';
import { cutShort, setUpActions } from './lesson-set-up.ts';

type Host = Pick<LessonHost, 'act' | 'now' | 'stateNow' | 'ttlMs' | 'forgetShared'>;

/** Waits so long before the proxy is asked once more for the poem that a step needs in its cache, in milliseconds. */
const retryMs = 50;
/** Waits so long for the class to have it, in milliseconds: it may be away. */
const classRetryMs = 2_000;

/** Brings the lab to what a step needs, however long a person reads, and whatever others do meanwhile. */
export class StepPreparation {
	readonly #stage: Stage;
	readonly #host: Host;
	readonly #record: LessonRecord;
	#since = 0;
	#after: ConnectionId = 0;
	/** The proxy fetches the poem that a step needs in its cache. */
	#isFilling = false;
	#retry: NodeJS.Timeout | undefined;
	/** The class still does not have it. */
	#isLate = false;
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

	/** Why it takes long; undefined where it does not. */
	get problem(): string | undefined {
		return this.#isLate ? 'The class is away, or slow: this step needs it. The lab tries again.' : undefined;
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
			const isPart = (setUp.shared ?? setUp.cache) === 'part';
			const faults = isPart ? [cutShort(this.#stage, 'truncate')] : [];
			this.#act(setUpActions({ faults }, this.#stage, lab));
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
		if (this.#whenFilled?.setUp.shared !== undefined) {
			this.#takeShared(event);
		} else if (event.type === 'poem-stored') {
			// Whoever tells of an event must not be told of another one in between.
			queueMicrotask(() => this.#goOnFilled());
		} else if (event.type === 'fetch-failed') {
			// The step after it may have broken the poet: then nobody waits for the poem any more.
			this.#isFilling = this.#whenFilled !== undefined;
			setTimeout(() => this.#fill(), retryMs).unref();
		}
	}

	/** The class has the poem once the proxy that fetched it for all says so. */
	#takeShared(event: LabEvent): void {
		if (event.type === 'class-released' && event.how === 'stored') {
			queueMicrotask(() => this.#goOnFilled());
		}
	}

	/** Lets the proxy fetch the poem that its cache, or the class, is to hold. */
	#fill(): void {
		if (this.#isFilling) {
			if (this.#whenFilled?.setUp.shared !== undefined) {
				this.#host.forgetShared(this.#stage.poet.id);
				this.#record.forgetShared(this.#stage.proxy.id);
				clearTimeout(this.#retry);
				this.#retry = setTimeout(() => {
					this.#isLate = this.#isFilling;
					this.#fill();
				}, classRetryMs).unref();
			}
			this.#act([{ type: 'purge-cache' }, { type: 'open-by-hand', address: this.#stage.proxy.own, reads: true }]);
		}
	}

	#goOnFilled(): void {
		clearTimeout(this.#retry);
		this.#isLate = false;
		const lab = this.#host.stateNow();
		this.#isFilling = false;
		if (this.#whenFilled !== undefined) {
			this.prepare(this.#whenFilled.setUp, lab, this.#whenFilled.then);
		}
	}

	/** True where the cache, or the class, lacks the poem that the step needs of it, or holds it past its time. */
	#mustFill({ cache, shared }: SetUp, lab: LabState): boolean {
		const { id } = this.#stage.proxy;
		const { bytes = 0, time = 0 } = this.#record.shared(id) ?? {};
		if (shared !== undefined && !this.#isHeld(shared, bytes, time)) {
			return true;
		}
		if (cache === undefined || cache === 'empty') {
			return false;
		}
		return !this.#isHeld(cache, lab.servers.get(id)?.cachedBytes ?? 0, this.#record.storedAt(id));
	}

	/** True where so many bytes, kept since then, are what the step needs. */
	#isHeld(wanted: 'whole' | 'part', bytes: number, since: number): boolean {
		const { poet } = this.#stage;
		const isRight = wanted === 'whole' ? bytes >= poet.bytes : bytes > 0 && bytes < poet.bytes;
		const { now, ttlMs } = this.#host;
		return isRight && !(Number.isFinite(ttlMs) && now() - since > ttlMs / 2);
	}

	#act(actions: readonly Action[]): void {
		for (const action of actions) {
			this.#host.act(action);
		}
	}
}
