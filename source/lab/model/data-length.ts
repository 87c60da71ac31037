import type { BytesReceived, BytesSent, DialReceived, DialSent } from '../../events/events.ts';

/** A chunk's true length, also where only its first bytes are kept. */
export function dataLength({ data, dataBytes }: BytesReceived | BytesSent | DialReceived | DialSent): number {
	return dataBytes ?? data.length;
}
