import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { conversationOf, type Flow } from '../../../../source/ui/inspector/bytes/conversation.ts';
import { newestOf, openRealLab } from '../real-lab.ts';
import { clientEvents, strangerEvents } from './sample-events.ts';

const textOf = ({ bytes }: Flow): string => Buffer.from(bytes.slice(0, bytes.length) ?? []).toString();
const stretches = (marks: Flow['chunks']): readonly (readonly number[])[] | undefined =>
	marks?.map(({ from, to }) => [from, to]);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the conversation on one connection', () => {
	it('tells three chunks, one of which ends in the middle of the length, from the one frame that they are', async () => {
		const { lab, until, addressOf } = await openRealLab();
		const socket = connect(addressOf('transform').port, '127.0.0.1');
		onTestFinished(() => {
			socket.destroy();
		});
		socket.resume();
		let sent = 0;
		for (const write of ['2', '7:cumming', 'sify.HERE IS MY POEM,']) {
			socket.write(write);
			sent += write.length;
			await until(({ exchanges, open }) => [...exchanges, ...open].some(({ bytesIn }) => bytesIn === sent));
		}
		const { id } = newestOf(await until(({ totals }) => totals.served === 1), 'transform');
		const conversation = conversationOf(await lab.detail(id), id);
		expect(stretches(conversation?.toServer.chunks)).toEqual([
			[0, 1],
			[1, 10],
			[10, 31],
		]);
		expect(conversation?.toServer.writes).toBeUndefined();
		expect(conversation?.toServer.parts.map(({ name, from, to }) => [name, from, to])).toEqual([
			['length', 0, 2],
			['colon', 2, 3],
			['name', 3, 14],
			['dot', 14, 15],
			['poem', 15, 30],
			['comma', 30, 31],
		]);
		expect(textOf(conversation?.toPeer as Flow)).toBe('15:here is my poem,');
	});

	it('joins both ends where both are ours, so that writes and chunks are known in both directions', async () => {
		const { lab, fetch } = await openRealLab();
		const { id } = newestOf(await fetch('poetry/short', ['shout']), 'transform');
		const conversation = conversationOf(await lab.detail(id), id);
		expect(conversation?.peer).toBe('client');
		expect(textOf(conversation?.toServer as Flow)).toBe('34:shout.A short poem,\nsent at once.\n,');
		for (const flow of [conversation?.toServer, conversation?.toPeer]) {
			expect(flow?.writes?.at(-1)?.to).toBe(flow?.bytes.length);
			expect(flow?.chunks?.at(-1)?.to).toBe(flow?.bytes.length);
		}
	});

	it('does not take a dial from another port for the other end, however near in time', () => {
		const other = clientEvents([encode('5:a.bcd,')]).map(event => ({
			...event,
			dial: 9,
			time: 1_000,
			...(event.type === 'dial-connected' && { localPort: 50_002 }),
		}));
		const events = [...other, ...clientEvents([encode('7:shout.a,')]), ...strangerEvents([encode('7:shout.a,')])];
		expect(textOf(conversationOf(events as LabEvent[], 1)?.toServer as Flow)).toBe('7:shout.a,');
		const alone = conversationOf([...other, ...strangerEvents([encode('7:shout.a,')])] as LabEvent[], 1);
		expect(alone?.peer).toBe('127.0.0.1:50001');
	});

	it('takes the dial that is nearest in time where a port was used twice', () => {
		const later = clientEvents([encode('5:a.bcd,')]).map(event => ({ ...event, dial: 9, time: event.time + 60_000 }));
		const events = [...clientEvents([encode('7:shout.a,')]), ...strangerEvents([encode('7:shout.a,')]), ...later];
		expect(textOf(conversationOf(events as LabEvent[], 1)?.toServer as Flow)).toBe('7:shout.a,');
	});

	it('keeps the true length of what a recording cut, and fills a gap from the other end', () => {
		const cut = { data: encode('10:sho'), dataBytes: 13 };
		const [opened, , closed] = strangerEvents([encode('')]);
		const at = { time: 1_001, server: 'transform', connection: 1 };
		const events = [
			opened,
			{ type: 'bytes-received', ...at, ...cut },
			{ type: 'bytes-received', ...at, data: encode(',') },
			closed,
		];
		const alone = conversationOf(events as LabEvent[], 1)?.toServer;
		expect(alone?.bytes.length).toBe(14);
		expect(alone?.bytes.at(6)).toBeUndefined();
		expect(alone?.bytes.at(13)).toBe(0x2c);
		expect(alone?.parts.at(-1)).toMatchObject({ name: 'comma', from: 13 });
		const joined = conversationOf([...clientEvents([encode('10:shout.abcd,')]), ...events] as LabEvent[], 1);
		expect(textOf(joined?.toServer as Flow)).toBe('10:shout.abcd,');
	});

	it('says where the kept bytes stand when the oldest ones are gone', () => {
		const events = strangerEvents([], [encode('first '), encode('second')], 'poetry/a').slice(2);
		const flow = conversationOf(events, 1)?.toPeer;
		expect(flow?.bytes.length).toBe(12);
		expect(flow?.bytes.at(0)).toBeUndefined();
		expect(Buffer.from(flow?.bytes.slice(6, 12) ?? []).toString()).toBe('second');
	});

	it('takes a poem for whole only after an orderly close', () => {
		const events = strangerEvents([], [encode('a poem')], 'poetry/a');
		const reset = events.map(event =>
			event.type === 'connection-closed' ? { ...event, how: 'reset' as const } : event,
		);
		expect(conversationOf(events, 1)?.toPeer.parts).toMatchObject([{ name: 'poem', goesOn: false }]);
		expect(conversationOf(reset, 1)?.toPeer.parts).toMatchObject([{ name: 'poem', goesOn: true }]);
	});

	it('is nothing where no event of the connection is kept', () => {
		expect(conversationOf(strangerEvents([]), 2)).toBeUndefined();
	});
});
