import { NetError } from '../../net/net-error.ts';
import type { RunningServer } from '../../services/running-server.ts';
import type { Address } from '../../wire/address.ts';
import type { PlannedServer, ServerControls } from './server-plan.ts';

/*
 * What is done where a port can not be had, in the whole program: a default one that is taken is replaced by a free one;
 * without one that was asked for the lab does not open, and the program ends with the exit code 1.
 */

/** The lab can not listen as it was asked to; the message says which server, where, why and what to do. */
export class ListenError extends Error {
	override readonly name = 'ListenError';
}

/** A server that was to listen, and why it does not. */
export interface TriedServer {
	readonly plan: Pick<PlannedServer, 'server' | 'port'>;
	/** Undefined while it runs, or was stopped. */
	readonly failure?: string | undefined;
}

/**
 * Starts a server where it was before, or else where it is planned to be. A default port that is taken, or is to be
 * another server's of ours, is replaced by a free one. Rejects with `NetError` where the port can not be had.
 */
export async function startOnPort(
	{ start, port: planned }: PlannedServer,
	controls: ServerControls,
	before: Address | undefined,
): Promise<RunningServer> {
	const { port } = before ?? planned;
	const mustBeHad = before !== undefined || planned.asked;
	if (planned.isOurs && !mustBeHad) {
		return start(0, controls);
	}
	try {
		return await start(port, controls);
	} catch (error) {
		if (mustBeHad || !(error instanceof NetError) || error.code !== 'EADDRINUSE') {
			throw error;
		}
		return start(0, controls);
	}
}

/** Throws a {@link ListenError} where a server has not the port that was asked for, or where no server listens at all. */
export function checkListening(servers: readonly TriedServer[]): void {
	const failed = servers.filter(({ failure }) => failure !== undefined);
	const asked = failed.filter(({ plan }) => plan.port.asked);
	const [first, ...others] = failed.length === servers.length ? failed : asked;
	if (first !== undefined) {
		const more = others.length === 0 ? '' : ` (${others.length} more of the servers can not listen either)`;
		throw new ListenError(`${first.plan.server} ${first.failure}${more}`);
	}
}
