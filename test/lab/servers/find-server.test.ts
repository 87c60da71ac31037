import { expect, test } from 'vitest';
import { findServer, findServers, ServerNameError } from '../../../source/lab/servers/find-server.ts';

const servers = [
	{ server: 'poetry/tyger', kind: 'poetry' },
	{ server: 'transform', kind: 'transform' },
	{ server: 'proxy/tyger', kind: 'proxy' },
	{ server: 'proxy/127.0.0.1:9', kind: 'proxy' },
] as const;

test.each([
	['poetry/tyger', 'poetry/tyger'],
	['transform', 'transform'],
	['127.0.0.1:9', 'proxy/127.0.0.1:9'],
])('%s means %s', (text, server) => {
	expect(findServer(servers, text).server).toBe(server);
});

test.each([
	['tyger', 'More than one server is called “tyger”: say poetry/tyger or proxy/tyger.'],
	['', /There is no server “”: it is one of poetry\/tyger, transform, proxy\/tyger/],
	['poetry', /There is no server “poetry”/],
])('%j means none, and the words say which there are', (text, words) => {
	expect(() => findServer(servers, text)).toThrow(words);
	expect(() => findServer(servers, text)).toThrow(ServerNameError);
});

test('where a proxy is asked for, a poet is no server that is not there, but no proxy', () => {
	const proxies = servers.filter(({ kind }) => kind === 'proxy');
	expect(() => findServer(proxies, 'poetry/tyger')).toThrow(
		'There is no proxy “poetry/tyger”: it is one of proxy/tyger,',
	);
});

test('a list names several servers, and a name in it may hold commas', () => {
	const named = [
		...servers,
		...['a', 'b', 'a,b', 'c=d'].map(name => ({ server: `proxy/${name}`, kind: 'proxy' as const })),
	];
	const ids = (list: string) => findServers(named, list).map(({ server }) => server);
	expect(ids('proxy/tyger,transform')).toEqual(['proxy/tyger', 'transform']);
	expect(ids('a,b')).toEqual(['proxy/a,b']);
	expect(ids('b,a')).toEqual(['proxy/b', 'proxy/a']);
	expect(ids('proxy/a,b,c=d,127.0.0.1:9')).toEqual(['proxy/a,b', 'proxy/c=d', 'proxy/127.0.0.1:9']);
	expect(() => ids('a,nope')).toThrow('There is no server “nope”');
	expect(() => ids('a,tyger')).toThrow('More than one server is called “tyger”');
});
