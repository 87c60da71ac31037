import type { EventOf, LabEvent } from '../../source/events/events.ts';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import { unequal } from './lab-counts.ts';
import type { Sight, SightEnd } from './sight.ts';

interface OpenDial {
	readonly started: EventOf<'dial-started'>;
	localPort: number;
}

interface CrowdDials {
	readonly clients: number;
	poems: number;
	/** Bytes of the poems that ended in order. */
	bytes: number;
	readonly withTransforms: boolean;
}

/** Counts what the lab's own clients tell of themselves: its client, its crowds, and its proxies as clients. */
export class ClientCounts {
	readonly #dials = new Map<number, OpenDial>();
	readonly #crowds = new Map<number, CrowdDials>();
	readonly #fetches = new Set<number>();
	readonly #complaints: string[] = [];
	fetches = 0;
	succeeded = 0;
	fellBack = 0;
	failed = 0;
	cancelled = 0;
	dials = 0;
	crowds = 0;
	newestCrowd: EventOf<'crowd-ended'> | undefined;

	/** Gives what was seen of a connection of the lab's own, when that has ended. */
	take(event: LabEvent): Sight | undefined {
		switch (event.type) {
			case 'dial-started':
				this.dials += 1;
				this.#dials.set(event.dial, { started: event, localPort: 0 });
				this.#countCrowdDial(event);
				return undefined;
			case 'dial-connected': {
				const dial = this.#dials.get(event.dial);
				if (dial !== undefined) {
					dial.localPort = event.localPort;
				}
				return undefined;
			}
			case 'dial-closed':
				return this.#dialClosed(event);
			case 'fetch-started':
			case 'fetch-succeeded':
			case 'fetch-fell-back':
			case 'fetch-failed':
				if (event.server === undefined) {
					this.#countFetch(event);
				}
				return undefined;
			case 'crowd-started': {
				const { crowd, clients, transforms } = event;
				this.crowds += 1;
				this.#crowds.set(crowd, { clients, poems: 0, bytes: 0, withTransforms: transforms.length > 0 });
				return undefined;
			}
			case 'crowd-ended':
				this.#crowdEnded(event);
				return undefined;
			default:
				return undefined;
		}
	}

	/** What does not add up, once everybody has gone. */
	complaints({ totals, crowd }: Snapshot): readonly string[] {
		const ended = this.succeeded + this.fellBack + this.failed + this.cancelled;
		const { newestCrowd } = this;
		return [
			...this.#complaints,
			...unequal('client', [
				['fetches started and ended', this.fetches, ended],
				['fetches still under way', this.#fetches.size, 0],
				['fetches, as shown', totals.fetches, this.fetches],
				['fell back, as shown', totals.fellBack, this.fellBack],
				['failed, as shown', totals.fetchesFailed, this.failed],
				['dials still open', this.#dials.size, 0],
				['crowds still under way', this.#crowds.size, 0],
			]),
			...(newestCrowd === undefined
				? []
				: unequal('crowd', [
						['whole, as shown', crowd?.whole ?? 0, newestCrowd.whole],
						['fell back, as shown', crowd?.fellBack ?? 0, newestCrowd.fellBack],
						['ended, as shown', crowd?.ended ?? 0, newestCrowd.ended],
					])),
		];
	}

	#countFetch(event: Extract<LabEvent, { type: `fetch-${'started' | 'succeeded' | 'fell-back' | 'failed'}` }>): void {
		if (event.type === 'fetch-started') {
			this.fetches += 1;
			this.#fetches.add(event.fetch);
			return;
		}
		if (!this.#fetches.delete(event.fetch)) {
			this.#complaints.push(`fetch ${event.fetch} ended twice, or never began`);
		}
		if (event.type === 'fetch-failed') {
			this[event.code === 'cancelled' ? 'cancelled' : 'failed'] += 1;
		} else {
			this[event.type === 'fetch-succeeded' ? 'succeeded' : 'fellBack'] += 1;
		}
	}

	#countCrowdDial({ crowd, purpose }: EventOf<'dial-started'>): void {
		const dials = this.#crowds.get(crowd ?? 0);
		if (dials !== undefined && purpose === 'poem') {
			dials.poems += 1;
		}
	}

	#dialClosed(event: EventOf<'dial-closed'>): Sight | undefined {
		const dial = this.#dials.get(event.dial);
		if (dial === undefined) {
			this.#complaints.push(`dial ${event.dial} ended twice, or never began`);
			return undefined;
		}
		this.#dials.delete(event.dial);
		const { started, localPort } = dial;
		const { bytesIn: bytes, failure, time: endedAt } = event;
		const crowd = this.#crowds.get(started.crowd ?? 0);
		if (crowd !== undefined && started.purpose === 'poem' && failure === undefined) {
			crowd.bytes += bytes;
		}
		return {
			who: started.server ?? (started.crowd === undefined ? 'client' : 'crowd'),
			serverPort: started.port,
			localPort,
			startedAt: started.time,
			endedAt,
			bytes,
			end: endOf(event),
			sure: true,
			spoke: event.bytesOut > 0,
		};
	}

	#crowdEnded(event: EventOf<'crowd-ended'>): void {
		this.newestCrowd = event;
		const { begun, ended, whole, fellBack, failures, bytes, how, latencies } = event;
		const dials = this.#crowds.get(event.crowd);
		this.#crowds.delete(event.crowd);
		if (dials === undefined || how === 'refused') {
			return;
		}
		const failed = failures.reduce((sum, { clients }) => sum + clients, 0);
		const sumOf = (what: 'firstByte' | 'whole') => latencies.reduce((sum, bucket) => sum + bucket[what], 0);
		this.#complaints.push(
			...unequal(`crowd ${event.crowd}`, [
				['begun and ended', begun, ended],
				['ended and accounted for', ended, whole + fellBack + failed],
				['latencies and poems', sumOf('whole'), whole + fellBack],
				['poems without a first byte', Math.max(0, whole + fellBack - sumOf('firstByte')), 0],
				['more dials than clients', Math.max(0, dials.poems - begun), 0],
			]),
			...(how === 'ended'
				? unequal(`crowd ${event.crowd}`, [
						['clients and begun', dials.clients, begun],
						['dials', dials.poems, begun],
						['bytes', dials.withTransforms ? bytes : dials.bytes, bytes],
					])
				: []),
		);
	}
}

function endOf({ failure, why }: EventOf<'dial-closed'>): SightEnd {
	switch (failure) {
		case undefined:
			return 'in order';
		case 'reset':
			return 'reset';
		case 'refused':
			return 'refused';
		case 'unreachable':
			throw new Error(`a dial to this machine was unreachable: ${why}`);
		default:
			return 'left';
	}
}
