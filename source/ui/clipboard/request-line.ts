import type { LabEvent } from '../../events/events.ts';
import { addressForOthers } from '../../lab/snapshot/server-address.ts';
import type { ServerState } from '../../lab/snapshot/server-state.ts';
import type { Exchange } from '../../lab/snapshot.ts';
import { parseAddress } from '../../wire/address.ts';
import { formatBytes } from '../format.ts';
import { conversationOf } from '../inspector/bytes/conversation.ts';
import { isShellSafe, maxShellLineBytes, ncLine } from './shell-line.ts';

/** A line for a shell that repeats an exchange; or, where there can be none, why. */
export type RequestLine = { readonly line: string } | { readonly why: string };

/** The `nc` line that repeats an exchange: on the transform server, with the request's own bytes. */
export function requestLine(
	{ id, server, kind, dialled }: Pick<Exchange, 'id' | 'server' | 'kind' | 'dialled'>,
	servers: readonly ServerState[],
	events: readonly LabEvent[],
): RequestLine {
	const at =
		servers.find(candidate => candidate.id === server) ?? (dialled === true ? parseAddress(server) : undefined);
	if (at === undefined) {
		return { why: 'its server is not known any more' };
	}
	const { host, port } = addressForOthers(at);
	if (!isShellSafe(host)) {
		return { why: 'its server’s address is none that a shell could take' };
	}
	const address = `${host} ${port}`;
	if (kind !== 'transform') {
		return { line: ncLine(address) };
	}
	const bytes = conversationOf(events, id)?.toServer.bytes;
	if (bytes === undefined || bytes.length === 0) {
		return { why: bytes === undefined ? 'its bytes are no longer kept' : 'it has sent no request' };
	}
	const request = bytes.length > maxShellLineBytes ? undefined : bytes.slice(0, bytes.length);
	const line = request === undefined ? '' : ncLine(address, request);
	if (bytes.length > maxShellLineBytes || Buffer.byteLength(line) > maxShellLineBytes) {
		return { why: `a request of ${formatBytes(bytes.length)} is too long for a line in a shell` };
	}
	return request === undefined ? { why: 'its bytes are not all kept' } : { line };
}
