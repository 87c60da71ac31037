import type { Telemetry } from '../../events/telemetry.ts';
import type { OpenSource } from '../../services/proxy/poem-source.ts';
import type { SharedReceiver, WantedPoem } from '../../services/proxy/shared-poems.ts';
import type { ClassLink } from '../link.ts';

/** All that the fetches of one lab have in common. */
export interface ClassContext {
	readonly link: ClassLink;
	readonly telemetry: Telemetry;
	/** The oldest poem that is wanted, in milliseconds; undefined for any. */
	readonly ttlMs: number | undefined;
	/** Waits for this too before the lab leaves its class. */
	readonly noteEnding: (ended: Promise<void>) => void;
}

/** One fetch of a proxy, for which the class is asked. */
export interface ClassFetchOptions extends ClassContext {
	readonly wanted: WantedPoem;
	/** The upstream's name in the class. */
	readonly upstream: string;
	readonly receiver: SharedReceiver;
	readonly fromUpstream: OpenSource;
}
