import { describe, expect, test } from 'vitest';
import { keymap } from '../../../source/ui/keymap.ts';
import {
	ended,
	plainWords,
	sentence,
	spokenBytes,
	spokenDuration,
	spokenKey,
	spokenParty,
} from '../../../source/ui/screen-reader/speech.ts';

describe('our own words are said in full', () => {
	test.each([
		['cache purged: 1 poem, 3.0 kB', 'cache purged: 1 poem, 3.0 kilobytes'],
		['120/812 B', '120 of 812 bytes'],
		['0.1/3.0 kB', '0.1 of 3.0 kilobytes'],
		['client → proxy/ecstasy', 'client to proxy ecstasy'],
		['╭─ Crowd ─╮', 'Crowd'],
		['streams: first byte after 8.1 ms', 'streams: first byte after 8.1 milliseconds'],
		['fetch 3  proxy/tyger, then shout', 'fetch 3, proxy tyger, then shout'],
	])('%s', (written, said) => {
		expect(plainWords(written)).toBe(said);
	});

	test('with units that are words', () => {
		expect([0, 1, 812, 3_003, 1_400_000].map(spokenBytes)).toEqual([
			'0 bytes',
			'1 byte',
			'812 bytes',
			'3.0 kilobytes',
			'1.4 megabytes',
		]);
		expect([0.24, 12, 1_234, 125_000, 11_220_000].map(spokenDuration)).toEqual([
			'0.2 milliseconds',
			'12 milliseconds',
			'1.2 seconds',
			'2 minutes 5 seconds',
			'3 hours 7 minutes',
		]);
	});
});

test('a party is called by its kind and name, and a stranger’s controls are made visible', () => {
	expect(['proxy/ecstasy', 'poetry/tyger', 'transform', 'client', '10.0.0.9:4000'].map(spokenParty)).toEqual([
		'proxy ecstasy',
		'poetry tyger',
		'transform server',
		'the client',
		'10.0.0.9:4000',
	]);
	expect(spokenParty('proxy/\u001b[2J')).toBe('proxy ␛[2J');
});

test('a sentence has one end, and what begins with a name keeps its letter', () => {
	expect(sentence('miss')).toBe('Miss.');
	expect(sentence('is it?')).toBe('Is it?');
	expect(ended('shout, on')).toBe('shout, on.');
});

test('every key of the keymap has a name that can be heard, and no two share one', () => {
	const keys = [...new Set(keymap.flatMap(({ bindings }) => bindings.flatMap(binding => binding.keys)))];
	const names = keys.map(spokenKey);
	expect(names.filter(name => !/^[a-z0-9][a-zA-Z0-9 ]*$/.test(name))).toEqual([]);
	expect(new Set(names).size).toBe(keys.length);
});
