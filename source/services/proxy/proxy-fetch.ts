import { DialError } from '../../net/dial/dial-error.ts';
import type { Listed } from '../../net/roster.ts';
import type { FetchReport } from './fetch-report.ts';
import { Flight, type Flights } from './flights.ts';
import type { LoopGuard } from './loop-guard.ts';
import { type FetchProgress, SharedFetch } from './shared-fetch.ts';

export interface ProxyFetchOptions {
	readonly report: FetchReport;
	readonly guard: LoopGuard;
	readonly maxPoemBytes: number;
	/** Is told once it is over. */
	readonly settled: (fetch: ProxyFetch) => void;
}

/** One fetch of a proxy: what clients follow, what is told of it, and what its proxy knows of a loop by. */
export class ProxyFetch extends Flight implements FetchProgress, Listed {
	place = 0;
	readonly shared: SharedFetch;
	readonly report: FetchReport;
	/** Its upstream has accepted it. */
	hasConnected = false;
	readonly #guard: LoopGuard;
	readonly #flights: Flights | undefined;
	readonly #settled: (fetch: ProxyFetch) => void;
	#isSilent = true;
	#isConnecting = false;
	#forget: (() => void) | undefined;

	constructor({ report, guard, maxPoemBytes, settled }: ProxyFetchOptions) {
		super(report.about.server);
		this.shared = new SharedFetch({ id: report.about.fetch, maxPoemBytes }, this);
		this.report = report;
		this.#guard = guard;
		this.#flights = guard.flights;
		this.#settled = settled;
		guard.noteBegun();
	}

	fail(why: string): void {
		this.shared.fail(new DialError('loop', why));
	}

	/** Its upstream is about to be dialled. */
	noteConnecting(): void {
		this.#isConnecting = true;
		this.#flights?.noteConnecting();
	}

	connected(): void {
		this.hasConnected = true;
		this.#isConnecting = false;
		const { local } = this.shared;
		this.#forget = this.#flights?.noteConnected(this, { local, remotePort: this.report.about.upstream.port });
	}

	begun(): void {
		if (this.#isSilent) {
			this.#isSilent = false;
			this.#guard.noteHeard();
		}
	}

	settled(): void {
		this.begun();
		if (this.#isConnecting) {
			this.#flights?.noteConnected(this);
		}
		this.#forget?.();
		this.noteOver();
		this.#settled(this);
	}
}
