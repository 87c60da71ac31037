import type { Telemetry } from '../../events/telemetry.ts';
import type { SharedFetch } from './shared-fetch.ts';
import type { PoemAnswer, WantedPoem } from './shared-poems.ts';

/** A proxy of another program that waits on us is, on the wire, a client like any other. */
const loopElsewhere = 'this also happens where proxies are each other’s upstream';

/** Tells of one fetch of a proxy: by which answer its first client has the poem, and how the fetch ended. */
export class FetchReport {
	readonly about: WantedPoem;
	readonly #telemetry: Telemetry;
	#isAnswered = false;
	/** When the upstream was asked; undefined where it was not. */
	#fetchedAt: number | undefined;
	#ageMs = 0;
	#followedLab: string | undefined;

	constructor(about: WantedPoem, telemetry: Telemetry) {
		this.about = about;
		this.#telemetry = telemetry;
	}

	/** The age of the poem when it came, in milliseconds: more than 0 where the class had kept it. */
	get ageMs(): number {
		return this.#ageMs;
	}

	/** The lab of the class that fetches the poem now; undefined where this one does. */
	get followedLab(): string | undefined {
		return this.#followedLab;
	}

	/** Tells where the poem comes from; the client that asked for it first is told of once. */
	answered(answer: PoemAnswer): void {
		const { server, connection, fetch } = this.about;
		const { host, port } = this.about.upstream;
		const { emit, now } = this.#telemetry;
		const isFirst = !this.#isAnswered;
		this.#isAnswered = true;
		this.#followedLab = answer.state === 'follow' ? answer.lab : undefined;
		const time = now();
		switch (answer.state) {
			case 'hit': {
				const { bytes, ageMs } = answer;
				this.#ageMs = ageMs;
				if (isFirst) {
					emit({ type: 'cache-hit', time, server, connection, bytes, ageMs, from: 'class' });
				}
				break;
			}
			case 'follow':
				if (isFirst) {
					emit({ type: 'cache-collapsed', time, server, connection, fetch, bytesSoFar: 0, lab: answer.lab });
				}
				break;
			case 'lead':
			case 'alone':
				if (isFirst) {
					emit({ type: 'cache-miss', time, server, connection, fetch });
				}
				this.#fetchedAt = time;
				emit({ type: 'fetch-started', time, server, connection, fetch, host, port, transforms: [] });
		}
	}

	/** Tells how the fetch ended, where the upstream was asked. */
	settled({ error, poem, wasShared }: SharedFetch, hadConnected: boolean): void {
		if (this.#fetchedAt === undefined) {
			return;
		}
		const { server, fetch } = this.about;
		const { emit, now } = this.#telemetry;
		const time = now();
		const durationMs = time - this.#fetchedAt;
		if (error === undefined) {
			emit({ type: 'fetch-succeeded', time, server, fetch, durationMs, bytes: poem.bytes });
			return;
		}
		const maybeLoop = error.code === 'timed-out' && hadConnected && poem.bytes === 0 && wasShared;
		const why = maybeLoop ? `${error.message}; ${loopElsewhere}` : error.message;
		emit({ type: 'fetch-failed', time, server, fetch, durationMs, code: error.code, why });
	}
}
