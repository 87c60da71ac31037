import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConnectionId, LabEvent } from '../../../source/events/events.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import type { LabOptions } from '../../../source/lab/lab-options.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import type { Exchange, Snapshot } from '../../../source/lab/snapshot.ts';
import { type Address, parseAddress } from '../../../source/wire/address.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { seen } from '../../fixtures/lab-seen.ts';

/** A poem that is sent at once, and one that takes a little under a second. */
export const poems = { short: 'A short poem,\nsent at once.\n', slow: 'A slow poem, ten\nbytes at a time.\n' } as const;

/** A real lab with real sockets, and what a test asks of it. */
export interface RealLab {
	readonly lab: Lab;
	/** The newest snapshot of which this is true, now or later. */
	until(holds: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
	/** Fetches, and gives the snapshot in which the fetch is over. */
	fetch(server: string, transforms?: readonly string[]): Promise<Snapshot>;
	addressOf(server: string): Address;
	detail(connection: ConnectionId): Promise<readonly LabEvent[]>;
}

/** A lab over two poems on free ports, with a proxy before each of these upstreams as well; closed with the test. */
export async function openRealLab(
	upstreams: readonly Address[] = [],
	more: Partial<LabOptions> & { readonly longPoem?: string } = {},
): Promise<RealLab> {
	const { longPoem, ...options } = more;
	const poemsDir = await mkdtemp(join(tmpdir(), 'poems-'));
	for (const [name, poem] of Object.entries({ ...poems, ...(longPoem !== undefined && { long: longPoem }) })) {
		await writeFile(join(poemsDir, `${name}.txt`), poem);
	}
	const lab = await createLocalLab({ ...labOnFreePorts, poemsDir, slowPoems: ['slow'], upstreams, ...options });
	onTestFinished(async () => {
		await lab.close();
		await rm(poemsDir, { recursive: true });
	});
	const until = (holds: (snapshot: Snapshot) => boolean) => seen(lab, holds);
	const addressOf = (server: string): Address => {
		const host = lab.snapshot().hosts.find(({ label }) => label === server)?.address;
		const found = lab.snapshot().servers.find(({ id }) => id === server);
		return parseAddress(host ?? `127.0.0.1:${found?.port}`);
	};
	return {
		lab,
		until,
		addressOf,
		fetch(server, transforms = []) {
			const before = lab.snapshot().fetch?.id;
			const { host, port } = addressOf(server);
			lab.dispatch({ type: 'fetch', address: `${host}:${port}`, transforms });
			return until(
				({ fetch, totals }) =>
					fetch !== undefined && fetch.id !== before && fetch.status !== 'running' && totals.open === 0,
			);
		},
		detail: connection => lab.detail(connection),
	};
}

/** The newest exchange of this server's; fails where there is none. */
export function newestOf(snapshot: Snapshot, server: string): Exchange {
	const exchange = snapshot.exchanges.findLast(candidate => candidate.server === server);
	if (exchange === undefined) {
		throw new Error(`there is no exchange of ${server}`);
	}
	return exchange;
}
