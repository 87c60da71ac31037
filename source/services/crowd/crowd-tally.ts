import { createHash } from 'node:crypto';
import type { CrowdCounts, FailureCode, LatencyBucket, Percentiles } from '../../events/events.ts';
import type { FetchError } from '../client/fetch-error.ts';
import { coarseBoundsMs, latencyBucket } from './latency-bounds.ts';
import { LatencyMeter } from './percentiles.ts';

/** Counts what the clients of a crowd have come to, in space that does not grow with them. */
export class CrowdTally {
	#begun = 0;
	#whole = 0;
	#fellBack = 0;
	#bytes = 0;
	#underWay = 0;
	readonly #failures = new Map<FailureCode, { clients: number; readonly why: string }>();
	readonly #poems = new Set<string>();
	readonly #firstByte = new LatencyCounts();
	readonly #wholeLatency = new LatencyCounts();

	get begun(): number {
		return this.#begun;
	}

	noteBegun(): void {
		this.#begun += 1;
	}

	noteFirstByte(afterMs: number): void {
		this.#firstByte.add(afterMs);
	}

	/** More of a poem whose client has not ended; a negative number takes it back, once that has. */
	noteBytes(bytes: number): void {
		this.#underWay += bytes;
	}

	notePoem(
		pieces: readonly Uint8Array[],
		{ fellBack, afterMs }: { readonly fellBack: boolean; readonly afterMs: number },
	): void {
		const hash = createHash('sha1');
		this.#whole += fellBack ? 0 : 1;
		this.#fellBack += fellBack ? 1 : 0;
		for (const piece of pieces) {
			this.#bytes += piece.length;
			hash.update(piece);
		}
		this.#poems.add(hash.digest('base64'));
		this.#wholeLatency.add(afterMs);
	}

	/** Of the failures with one code the first one's reason is kept. */
	noteFailure({ code, message }: Pick<FetchError, 'code' | 'message'>): void {
		const known = this.#failures.get(code);
		if (known === undefined) {
			this.#failures.set(code, { clients: 1, why: message });
		} else {
			known.clients += 1;
		}
	}

	counts(): CrowdCounts {
		const failures = [...this.#failures].map(([code, { clients, why }]) =>
			code === 'cancelled' ? { code, clients } : { code, clients, why },
		);
		const failed = failures.reduce((sum, { clients }) => sum + clients, 0);
		return {
			begun: this.#begun,
			ended: this.#whole + this.#fellBack + failed,
			whole: this.#whole,
			fellBack: this.#fellBack,
			failures,
			differentPoems: this.#poems.size,
			bytes: this.#bytes + this.#underWay,
			latencies: this.#latencies(),
			...percentiles('firstByteMs', this.#firstByte),
			...percentiles('wholeMs', this.#wholeLatency),
		};
	}

	#latencies(): readonly LatencyBucket[] {
		return [...coarseBoundsMs, undefined].map((upToMs, index) => ({
			...(upToMs !== undefined && { upToMs }),
			firstByte: this.#firstByte.at(index),
			whole: this.#wholeLatency.at(index),
		}));
	}
}

/** Percentiles under their name in the counts, to the microsecond; nothing where there are none. */
function percentiles<Name extends string>(
	name: Name,
	latencies: LatencyCounts,
): { readonly [name in Name]?: Percentiles } {
	const found = latencies.percentiles();
	if (found === undefined) {
		return {};
	}
	// Downwards, so that none is beyond what was measured.
	const us = (ms: number): number => Math.floor(ms * 1_000) / 1_000;
	const { p50, p90, p99, max } = found;
	const rounded: Percentiles = { p50: us(p50), p90: us(p90), p99: us(p99), max: us(max) };
	return { [name]: rounded } as { readonly [name in Name]: Percentiles };
}

/** The number of latencies in each bucket, of which the last one has no end, and their percentiles. */
class LatencyCounts {
	readonly #meter = new LatencyMeter();
	readonly #counts = new Array<number>(coarseBoundsMs.length + 1).fill(0);

	add(ms: number): void {
		const index = latencyBucket(coarseBoundsMs, ms);
		this.#counts[index] = this.at(index) + 1;
		this.#meter.note(ms);
	}

	percentiles(): Percentiles | undefined {
		return this.#meter.percentiles();
	}

	at(index: number): number {
		return this.#counts[index] ?? 0;
	}
}
