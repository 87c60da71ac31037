import { afterEach, expect, test, vi } from 'vitest';
import type { ClassLink } from '../../source/class/link.ts';
import { join } from '../fixtures/class/members.ts';
import { describeWithEngine, engineOfTest } from '../fixtures/class/with-engine.ts';
import { closedPort } from '../fixtures/closed-port.ts';
import { patiently } from '../fixtures/patience.ts';
import { bareServer } from '../fixtures/raw-peers.ts';

describeWithEngine('the link to a class', engine => {
	const links: ClassLink[] = [];
	afterEach(async () => {
		await Promise.all(links.splice(0).map(link => link.leave()));
	});

	const joined = async (name: string, where = engine()) => {
		// On a busy machine an engine that is well answers late: only one that a test freezes must be missed soon.
		const member = await join({ address: where.address, name, answerMs: where === engine() ? 5_000 : 250 });
		links.push(member.link);
		return member;
	};

	test('labs that ask for one name get different ones, and a name is free again after its lab left', async () => {
		const first = await joined('ada');
		const second = await joined('ada');
		expect([first.link.name, second.link.name, (await joined('ada')).link.name]).toEqual(['ada', 'ada#2', 'ada#3']);
		await second.link.leave();
		expect(second.types()).toEqual(['class-joined', 'class-left']);
		expect((await joined('ada')).link.name).toBe('ada#2');
	});

	test('labs that join at the same time get different names', async () => {
		const names = (await Promise.all([1, 2, 3, 4, 5, 6].map(() => joined('bo')))).map(({ link }) => link.name);
		expect(new Set(names).size).toBe(6);
	});

	test('where nothing listens, it is told once and the lab goes on; commands are rejected at once', async () => {
		const { link, types, events } = await join({
			address: { host: '127.0.0.1', port: await closedPort(), isTls: false, database: 0 },
			name: 'cy',
		});
		links.push(link);
		await vi.waitFor(() => expect(types()).toEqual(['class-away']), patiently);
		expect(events[0]).toMatchObject({ code: 'unreachable', why: expect.stringContaining('nothing listens') });
		await expect(link.run(['PING'])).rejects.toMatchObject({ code: 'left' });
	});

	test('where something else listens, that is told in plain words', async () => {
		const { port } = await bareServer(socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
		const address = { host: '127.0.0.1', port, isTls: false, database: 0 };
		const { link, events } = await join({ address, name: 'cy' });
		links.push(link);
		await vi.waitFor(() => expect(events).not.toEqual([]), patiently);
		expect(events[0]).toMatchObject({
			type: 'class-away',
			why: `127.0.0.1:${port}: what answers there is no Valkey or Redis`,
		});
	});

	test('an engine that dies is told once, and the lab is back under its name soon after it is', async () => {
		const other = await engineOfTest();
		const { link, types } = await joined('dee', other);
		let joinedAgain = 0;
		link.onJoined(() => {
			joinedAgain += 1;
		});
		await other.kill();
		await vi.waitFor(() => expect(types()).toEqual(['class-joined', 'class-away']), patiently);
		await other.run();
		await vi.waitFor(() => expect(types()).toEqual(['class-joined', 'class-away', 'class-joined']), patiently);
		expect([link.name, joinedAgain]).toEqual(['dee', 1]);
		expect(await link.run(['ECHO', 'here'])).toEqual(Buffer.from('here'));
	});

	test('whoever asks while the engine is away is told why it is', async () => {
		const port = await closedPort();
		const { link } = await join({ address: { host: '127.0.0.1', port, isTls: false, database: 0 } });
		await expect(link.run(['PING'])).rejects.toThrow(`127.0.0.1:${port}: nothing listens there`);
		await link.leave();
	});

	test('an engine that answers nothing for a quarter of a second is away, until it answers again', async () => {
		const other = await engineOfTest();
		const { link, events, types } = await joined('eve', other);
		other.freeze();
		await expect(link.run(['PING'])).rejects.toMatchObject({ code: 'slow' });
		await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ type: 'class-away', code: 'slow' }), patiently);
		other.thaw();
		await vi.waitFor(() => expect(types().at(-1)).toBe('class-joined'), patiently);
	});

	test('a lab that itself stood still for longer does not take the engine for slow', async () => {
		const { link, types } = await join({ address: engine().address, name: 'ian' });
		links.push(link);
		for (let times = 0; times < 3; times += 1) {
			const pong = link.run(['PING']);
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
			expect(String(await pong)).toBe('PONG');
		}
		expect(types()).toEqual(['class-joined']);
	});

	test('an engine without memory is away: a lab that could keep nothing there is as if alone', async () => {
		const full = await engineOfTest('--maxmemory', '1', '--maxmemory-policy', 'noeviction');
		const { events } = await joined('fay', full);
		await vi.waitFor(() => expect(events[0]).toMatchObject({ type: 'class-away', code: 'full' }), patiently);
	});

	test('a wrong password, none where one is wanted, and a database that is not there are told at the start', async () => {
		const locked = await engineOfTest('--requirepass', 'secret');
		const refused = { code: 'refused' };
		await expect(join({ address: { ...locked.address, password: 'guess' } })).rejects.toMatchObject(refused);
		await expect(join({ address: locked.address })).rejects.toMatchObject(refused);
		await expect(join({ address: { ...engine().address, password: 'any' } })).rejects.toMatchObject(refused);
		await expect(join({ address: { ...engine().address, database: 99 } })).rejects.toMatchObject(refused);
		const { link } = await join({ address: { ...locked.address, password: 'secret' } });
		expect(link.isJoined).toBe(true);
		await link.leave();
	});

	test('streams are read from any place, also those that are followed while a read waits', async () => {
		const { link } = await joined('gil');
		const read: string[] = [];
		const listener = (name: string) => ({
			read: (entries: readonly { readonly fields: ReadonlyMap<string, Buffer> }[]) => {
				read.push(...entries.map(({ fields }) => `${name} ${fields.get('d')}`));
			},
			failed: () => read.push(`${name} failed`),
		});
		await link.run(['XADD', 'one', '1-1', 'd', 'a']);
		await link.run(['XADD', 'one', '1-2', 'd', 'b']);
		link.follow('one', '1-1', listener('late'));
		await vi.waitFor(() => expect(read).toEqual(['late b']), patiently);
		const stop = link.follow('one', '0', listener('early'));
		await vi.waitFor(() => expect(read).toEqual(['late b', 'early a', 'early b']), patiently);
		stop();
		link.follow('two', '0', listener('two'));
		await link.run(['XADD', 'two', '*', 'd', 'c']);
		await link.run(['XADD', 'one', '1-3', 'd', 'd']);
		await vi.waitFor(() => expect(read.slice(3).sort()).toEqual(['late d', 'two c']), patiently);
		await link.leave();
		expect(read.slice(5).sort()).toEqual(['late failed', 'two failed']);
	});

	test('a stream is waited for as long as any other answer', async () => {
		const other = await engineOfTest();
		const { link } = await join(other.joinedAs('hal'));
		links.push(link);
		const told: string[] = [];
		link.follow('one', '0', { read: () => told.push('read'), failed: ({ message }) => told.push(message) });
		await link.run(['XADD', 'one', '*', 'd', 'a']);
		await vi.waitFor(() => expect(told).toEqual(['read']), patiently);
		other.freeze();
		// Longer than a read waits for news and an answer usually may take, and less than this lab waits.
		await new Promise(resolve => setTimeout(resolve, 2_000));
		other.thaw();
		await link.run(['XADD', 'one', '*', 'd', 'b']);
		await vi.waitFor(() => expect(told).toEqual(['read', 'read']), patiently);
	});
});
