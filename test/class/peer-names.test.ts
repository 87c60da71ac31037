import { expect, onTestFinished, test, vi } from 'vitest';
import { keys } from '../../source/class/keys.ts';
import { PeerNames } from '../../source/class/peer-names.ts';
import type { EventOf, LabEvent } from '../../source/events/events.ts';
import { join } from '../fixtures/class/members.ts';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { patiently } from '../fixtures/patience.ts';

const opened = (peerHost: string): EventOf<'connection-opened'> => ({
	type: 'connection-opened',
	time: 0,
	server: 'proxy/tyger',
	connection: 1,
	peerHost,
	peerPort: 50_000,
});

describeWithEngine('the names of peers in a class', engine => {
	/** A lab at these hosts, by a clock that stands where it is set. */
	const member = async (name: string, ...hosts: readonly string[]) => {
		const { link } = await join(engine().joinedAs(name));
		onTestFinished(() => link.leave());
		const told: LabEvent[] = [];
		const clock = { now: 0 };
		const names = new PeerNames(link, hosts, { emit: event => told.push(event), now: () => clock.now });
		await vi.waitFor(async () => {
			for (const host of hosts) {
				expect(await link.run(['EXISTS', keys.host(host)])).toBe(1);
			}
		}, patiently);
		return { link, names, told, clock };
	};

	test('whoever connects from the host of another lab is called by its name, in either spelling of the address', async () => {
		await member('ada@mac', '192.168.1.4', 'fd00::4');
		const bo = await member('bo');
		for (const host of ['::ffff:192.168.1.4', '192.168.1.4', 'fd00::4', '192.168.1.99', '127.0.0.1', '']) {
			bo.names.take(opened(host));
		}
		await vi.waitFor(() => expect(bo.told).toHaveLength(2), patiently);
		const named = { type: 'class-peer-named', time: 0, name: 'ada@mac' };
		expect(bo.told).toEqual([
			{ ...named, peerHost: '192.168.1.4' },
			{ ...named, peerHost: 'fd00::4' },
		]);
	});

	test('of two labs on one machine the first one keeps its name there, and the class is asked only now and then', async () => {
		const first = await member('cy', '192.168.1.5');
		const second = await member('cy', '192.168.1.5');
		const dee = await member('dee');
		const run = vi.spyOn(dee.link, 'run');
		const ask = async () => {
			dee.names.take(opened('192.168.1.5'));
			await Promise.all(run.mock.results.map(({ value }) => value));
		};
		await ask();
		await ask();
		expect([second.link.name, run.mock.calls.length]).toEqual(['cy#2', 1]);
		await vi.waitFor(() => expect(dee.told).toMatchObject([{ name: 'cy' }]), patiently);
		await first.link.run(['SET', keys.host('192.168.1.5'), 'cy#2']);
		dee.clock.now = 60_000;
		await ask();
		await vi.waitFor(() => expect(dee.told).toMatchObject([{ name: 'cy' }, { name: 'cy#2' }]), patiently);
	});

	test('nobody is asked while the class is away', async () => {
		const lab = await member('eve');
		await lab.link.leave();
		lab.names.take(opened('192.168.1.4'));
		expect(lab.told).toEqual([]);
	});
});
