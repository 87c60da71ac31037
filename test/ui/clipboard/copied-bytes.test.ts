import { describe, expect, it } from 'vitest';
import { copiedBytes } from '../../../source/ui/clipboard/copied-bytes.ts';
import { conversationOf } from '../../../source/ui/inspector/bytes/conversation.ts';
import { strangerEvents } from '../inspector/bytes/sample-events.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const copy = (events: Parameters<typeof conversationOf>[0], turn = 0) => copiedBytes(conversationOf(events, 1), turn);
const textOf = (copied: ReturnType<typeof copy>): string =>
	typeof copied === 'string' ? copied : `${copied.what}: ${Buffer.from(copied.content).toString()}`;

describe('the bytes of an exchange, copied', () => {
	it('are the request’s, and the next time the reply’s', () => {
		const events = strangerEvents([encode('7:sho'), encode('ut.é,')], [encode('2:É,')]);
		expect(textOf(copy(events))).toBe('the request: 7:shout.é,');
		expect(textOf(copy(events, 1))).toBe('the reply: 2:É,');
		expect(textOf(copy(events, 2))).toBe('the request: 7:shout.é,');
	});

	it('are hex where they are no UTF-8', () => {
		expect(textOf(copy(strangerEvents([new Uint8Array([0x35, 0xff, 0])])))).toBe('hex of the request: 35 ff 00');
	});

	it('are not copied in part', () => {
		const cut = strangerEvents([encode('9:sho')]).map(event => ('data' in event ? { ...event, dataBytes: 12 } : event));
		expect(copy(cut)).toBe('not all bytes of the request are kept');
		expect(copy(strangerEvents([]))).toBe('no byte has come yet');
		expect(copy([])).toBe('its bytes are no longer kept');
	});
});
