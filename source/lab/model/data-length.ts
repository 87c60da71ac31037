import type { EventOf } from '../../events/events.ts';

/** A chunk's true length, also where only its first bytes are kept. */
export function dataLength({
	data,
	dataBytes,
}: EventOf<'bytes-received' | 'bytes-sent' | 'dial-received' | 'dial-sent'>): number {
	return dataBytes ?? data.length;
}
