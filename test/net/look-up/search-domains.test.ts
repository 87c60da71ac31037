import { expect, test } from 'vitest';
import { fullNames, parseSearchList, readSearchList } from '../../../source/net/look-up/search-domains.ts';

test.each([
	['', { domains: [], ndots: 1 }],
	[
		'nameserver 127.0.0.53\nsearch one.example two.example. # three',
		{ domains: ['one.example', 'two.example'], ndots: 1 },
	],
	['search one.example\ndomain two.example', { domains: ['two.example'], ndots: 1 }],
	['search .\noptions timeout:1 ndots:5', { domains: [], ndots: 5 }],
	['; search one.example\noptions ndots:200', { domains: [], ndots: 15 }],
])('the search list of %j', (text, list) => {
	expect(parseSearchList(text)).toEqual(list);
});

test('there is none where there is no such file', () => {
	expect(readSearchList('/nowhere/resolv.conf')).toEqual({ domains: [], ndots: 1 });
});

test('a name with as many dots as are asked for is first taken as it is', () => {
	const list = { domains: ['example'], ndots: 2 };
	expect(fullNames('a.b', list)).toEqual(['a.b.example', 'a.b']);
	expect(fullNames('a.b.c', list)).toEqual(['a.b.c', 'a.b.c.example']);
	expect(fullNames('a.b.', list)).toEqual(['a.b']);
});
