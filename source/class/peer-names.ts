import type { LabEvent } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import { bareHost } from '../wire/address.ts';
import { keys } from './keys.ts';
import { presenceMs } from './lab-name.ts';
import type { ClassLink } from './link.ts';

/** A host is asked for at most this often, in milliseconds. */
const askEveryMs = 30_000;
/** The most hosts of which it is known when they were asked for; beyond, all are forgotten. */
const mostAsked = 1_000;
/** The longest name that is taken: it is a stranger's text. */
const longestName = 100;

/**
 * The names of those who connect, where they are labs of the class: each lab tells the class at which hosts it is, and
 * asks it who is at a host from which somebody connects. An event tells the answer.
 */
export class PeerNames {
	readonly #link: ClassLink;
	readonly #telemetry: Pick<Telemetry, 'emit' | 'now'>;
	readonly #ownHosts: readonly string[];
	/** When each host was asked for last. */
	readonly #askedAt = new Map<string, number>();
	readonly #names = new Map<string, string>();

	/** `ownHosts` are the addresses by which others may see this machine. */
	constructor(link: ClassLink, ownHosts: readonly string[], telemetry: Pick<Telemetry, 'emit' | 'now'>) {
		this.#link = link;
		this.#telemetry = telemetry;
		this.#ownHosts = ownHosts.filter(host => !isLoopback(host));
		link.onPresence(() => {
			for (const host of this.#ownHosts) {
				void this.#claim(host);
			}
		});
	}

	/** Takes an event of the lab: whoever connects from elsewhere is asked for, once in a while. */
	take(event: LabEvent): void {
		if (event.type === 'connection-opened' && event.peerHost !== '') {
			const host = bareHost(event.peerHost);
			const now = this.#telemetry.now();
			if (this.#link.isJoined && !isLoopback(host) && now - (this.#askedAt.get(host) ?? -askEveryMs) >= askEveryMs) {
				if (this.#askedAt.size >= mostAsked) {
					this.#askedAt.clear();
				}
				this.#askedAt.set(host, now);
				void this.#ask(host);
			}
		}
	}

	async #ask(host: string): Promise<void> {
		const reply = await this.#link.run(['GET', keys.host(host)]).catch(() => null);
		const name = reply === null ? '' : String(reply).slice(0, longestName);
		if (name !== '' && name !== this.#names.get(host)) {
			if (this.#names.size >= mostAsked) {
				this.#names.clear();
			}
			this.#names.set(host, name);
			this.#telemetry.emit({ type: 'class-peer-named', time: this.#telemetry.now(), peerHost: host, name });
		}
	}

	/** Says that this lab is at this host; of several on one machine, the one that said so first. */
	async #claim(host: string): Promise<void> {
		const { name } = this.#link;
		try {
			const known = await this.#link.run(['GET', keys.host(host)]);
			if (known === null || String(known) === name) {
				await this.#link.run(['SET', keys.host(host), name, 'PX', String(presenceMs.lasts)]);
			}
		} catch {
			// The class is away, which an event of the link tells.
		}
	}
}

function isLoopback(host: string): boolean {
	return host.startsWith('127.') || host === '::1';
}
