import { Resolver } from 'node:dns/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createNames, type LookUpName, type NameSources } from '../../../source/net/look-up/look-up.ts';
import { type NameServer, type Said, startNameServer } from '../../fixtures/name-server.ts';

interface Setting extends Partial<NameSources> {
	readonly say?: (name: string, kind: 'A' | 'AAAA') => Said;
}

/** Look-ups that ask a name server of the test, and a hosts file that knows nothing. */
async function names({
	say = () => 'no-such-name',
	hosts = () => [],
	searchList = () => ({ domains: [], ndots: 1 }),
	system = async () => [],
}: Setting): Promise<{ lookUp: LookUpName; server: NameServer }> {
	const server = await startNameServer(say);
	onTestFinished(server.close);
	const resolver = () => {
		const asking = new Resolver();
		asking.setServers([server.address]);
		return asking;
	};
	return { lookUp: createNames({ hosts, searchList, resolver, system }), server };
}

/** All that was found for a name. */
async function all(lookUp: LookUpName, name: string): Promise<readonly string[]> {
	const found: string[] = [];
	await lookUp(name, addresses => found.push(...addresses)).done;
	return found.sort();
}

describe('a name that needs no name server', () => {
	test.each([
		['127.0.0.1', ['127.0.0.1']],
		['127.1', ['127.0.0.1']],
		['0x7f000001', ['127.0.0.1']],
		['::1', ['::1']],
		['localhost', ['127.0.0.1', '::1']],
		['LocalHost.', ['127.0.0.1', '::1']],
		['anything.localhost', ['127.0.0.1', '::1']],
	])('%s', async (name, addresses) => {
		const { lookUp, server } = await names({ say: () => 'silence' });
		expect(await all(lookUp, name)).toEqual(addresses);
		expect(server.asked).toEqual([]);
	});

	test('is found before the look-up returns', async () => {
		const { lookUp } = await names({ hosts: name => (name === 'rose' ? ['192.0.2.7'] : []) });
		const found: string[] = [];
		lookUp('rose', addresses => found.push(...addresses));
		expect(found).toEqual(['192.0.2.7']);
	});

	test('is what the hosts file says, for localhost too', async () => {
		const { lookUp, server } = await names({ hosts: () => ['127.0.0.1'] });
		expect(await all(lookUp, 'localhost')).toEqual(['127.0.0.1']);
		expect(server.asked).toEqual([]);
	});

	test.each(['256.1.1.1', 'a b', 'a?b.example', 'a%62.example', 'a\\b', 'a#b'])(
		'is none that can be: %s',
		async name => {
			const { lookUp, server } = await names({});
			await expect(all(lookUp, name)).rejects.toMatchObject({ code: 'unreachable', message: 'no such host' });
			expect(server.asked).toEqual([]);
		},
	);
});

describe('a name server', () => {
	test.each<[string, Said, readonly string[]]>([
		['both kinds', ['192.0.2.1', '2001:db8::1'], ['192.0.2.1', '2001:db8:0:0:0:0:0:1']],
		['IPv4 alone', ['192.0.2.1', '192.0.2.2'], ['192.0.2.1', '192.0.2.2']],
		['IPv6 alone', ['2001:db8::1'], ['2001:db8:0:0:0:0:0:1']],
		['another name, and its address', { alias: 'other.example', addresses: ['192.0.2.3'] }, ['192.0.2.3']],
		['so much that it comes over TCP', { overTcp: ['192.0.2.4'] }, ['192.0.2.4']],
	])('says %s', async (_, said, addresses) => {
		const { lookUp } = await names({ say: () => said });
		const found = await all(lookUp, 'rose.example');
		expect(found.map(address => new URL(`http://${address.includes(':') ? `[${address}]` : address}`).host)).toEqual(
			addresses.map(address => new URL(`http://${address.includes(':') ? `[${address}]` : address}`).host),
		);
	});

	test.each<[string, Said, string]>([
		['that there is no such name', 'no-such-name', 'no such host'],
		['a name without addresses', [], 'the host has no address'],
		['that it failed', 'server-failure', 'the name server failed to look the host up'],
		['that it will not tell', 'refused', 'the name server refused to look the host up'],
	])('says %s', async (_, said, message) => {
		const { lookUp } = await names({ say: () => said });
		await expect(all(lookUp, 'rose.example')).rejects.toMatchObject({ code: 'unreachable', message });
	});

	test('that cannot be reached is told as that, and not as a server that refuses', async () => {
		const { lookUp, server } = await names({});
		server.close();
		await expect(all(lookUp, 'rose.example')).rejects.toMatchObject({
			code: 'unreachable',
			message: 'no name server can be reached',
		});
	});

	test('that says nothing of IPv6 does not keep the IPv4 addresses back', async () => {
		const { lookUp } = await names({ say: (_, kind) => (kind === 'A' ? ['192.0.2.1'] : 'silence') });
		const found = await new Promise<readonly string[]>(resolve => {
			const { leave } = lookUp('rose.example', resolve);
			onTestFinished(leave);
		});
		expect(found).toEqual(['192.0.2.1']);
	});

	test('is asked for a name of letters beyond ASCII as it knows it', async () => {
		const { lookUp, server } = await names({ say: () => ['192.0.2.1'] });
		await all(lookUp, 'Bücher.example');
		expect(server.asked).toContain('xn--bcher-kva.example A');
	});

	test('that never answers a hundred names does not delay one that it knows', async () => {
		const { lookUp, server } = await names({ say: name => (name.startsWith('dead') ? 'silence' : ['192.0.2.1']) });
		const dead = Array.from({ length: 100 }, (_, index) => lookUp(`dead${index}.example`, () => {}));
		await server.heard(200);
		let given = 0;
		for (const { done } of dead) {
			done.catch(() => {}).finally(() => (given += 1));
		}
		expect(await all(lookUp, 'rose.example')).toEqual(['192.0.2.1']);
		// As it would be if it had waited for its turn.
		expect(given).toBe(0);
		for (const { leave } of dead) {
			leave();
		}
	});
});

describe('the search list', () => {
	const searchList = () => ({ domains: ['one.example', 'two.example'], ndots: 1 });
	const say = (name: string): Said => (name === 'rose.two.example' ? ['192.0.2.2'] : 'no-such-name');

	test('completes a short name, in order, and stops where it is known', async () => {
		const { lookUp, server } = await names({ say, searchList });
		expect(await all(lookUp, 'rose')).toEqual(['192.0.2.2']);
		expect(server.asked.filter(asked => asked.endsWith(' A'))).toEqual(['rose.one.example A', 'rose.two.example A']);
	});

	test('comes after the name itself, where that has dots', async () => {
		const { lookUp, server } = await names({ say, searchList });
		await expect(all(lookUp, 'a.b')).rejects.toMatchObject({ message: 'no such host' });
		expect(server.asked.filter(asked => asked.endsWith(' A'))).toEqual([
			'a.b A',
			'a.b.one.example A',
			'a.b.two.example A',
		]);
	});

	test('is not used for a name that ends with a dot', async () => {
		const { lookUp, server } = await names({ say, searchList });
		await expect(all(lookUp, 'rose.')).rejects.toMatchObject({ message: 'no such host' });
		expect(server.asked.filter(asked => asked.endsWith(' A'))).toEqual(['rose A']);
	});
});

describe('what the system knows besides', () => {
	const system = async (name: string) => (name === 'pi.local' || name === 'pi' ? ['192.0.2.9'] : ['192.0.2.66']);

	test.each(['pi.local', 'pi'])('is asked for a name that the local network alone may know: %s', async name => {
		const { lookUp, server } = await names({ system });
		expect(await all(lookUp, name)).toEqual(['192.0.2.9']);
		expect(server.asked).toContain(`${name} A`);
	});

	test('is not asked for what a name server knows, nor for a name of the wide world', async () => {
		const { lookUp } = await names({ system, say: name => (name === 'pi' ? ['192.0.2.1'] : 'no-such-name') });
		expect(await all(lookUp, 'pi')).toEqual(['192.0.2.1']);
		await expect(all(lookUp, 'pi.example')).rejects.toMatchObject({ message: 'no such host' });
	});

	test('is cancelled with the look-up', async () => {
		let begin: (signal: AbortSignal) => void = () => {};
		const begun = new Promise<AbortSignal>(resolve => {
			begin = resolve;
		});
		const { lookUp } = await names({
			system: (_, signal) => {
				begin(signal);
				return new Promise(() => {});
			},
		});
		const { leave } = lookUp('pi.local', () => {});
		const signal = await begun;
		expect(signal.aborted).toBe(false);
		leave();
		expect(signal.aborted).toBe(true);
	});
});

describe('a look-up under way', () => {
	test('is shared by all who ask for the name, also with what was found before they came', async () => {
		const { lookUp, server } = await names({ say: (_, kind) => (kind === 'A' ? ['192.0.2.1'] : 'silence') });
		const first = await new Promise<() => void>(resolve => {
			const { leave } = lookUp('rose.example', () => resolve(() => leave()));
		});
		const found: string[] = [];
		const { leave } = lookUp('rose.example', addresses => found.push(...addresses));
		expect(found).toEqual(['192.0.2.1']);
		expect(server.asked.filter(asked => asked.endsWith(' A'))).toHaveLength(1);
		first();
		leave();
	});

	test('ends when the last who waits leaves, and not before', async () => {
		const { lookUp, server } = await names({ say: () => 'silence' });
		const [one, other] = [lookUp('rose.example', () => {}), lookUp('rose.example', () => {})];
		await server.heard(2);
		let ended = false;
		one.done.catch(() => {
			ended = true;
		});
		one.leave();
		one.leave();
		await new Promise(setImmediate);
		expect(ended).toBe(false);
		other.leave();
		await expect(other.done).rejects.toMatchObject({ name: 'DialError' });
	});

	test('that was cancelled is begun anew for whoever asks next', async () => {
		let answers: Said = 'silence';
		const { lookUp, server } = await names({ say: () => answers });
		const { leave } = lookUp('rose.example', () => {});
		await server.heard(2);
		leave();
		answers = ['192.0.2.1'];
		expect(await all(lookUp, 'rose.example')).toEqual(['192.0.2.1']);
	});
});
