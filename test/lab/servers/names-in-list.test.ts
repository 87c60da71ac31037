import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesInList } from '../../../source/lab/servers/names-in-list.ts';

const read = (list: string, ...names: string[]) => namesInList(list, text => names.includes(text));

test('a list is read with the fewest names that are none, and the longest first', () => {
	expect(read('a,b', 'a', 'b')).toEqual(['a', 'b']);
	expect(read('a,b', 'a', 'b', 'a,b')).toEqual(['a,b']);
	expect(read('a,b,c', 'a,b', 'a', 'b,c')).toEqual(['a', 'b,c']);
	expect(read('a,nope,b', 'a', 'b')).toEqual(['a', 'nope', 'b']);
	expect(read('', 'a')).toEqual(['']);
	expect(read('a,,b', 'a', 'b')).toEqual(['a', '', 'b']);
});

test('nothing of a list is lost, and names without commas are split at every comma', () => {
	const name = fc.stringMatching(/^[a-c]?,?[a-c]$/);
	fc.assert(
		fc.property(fc.array(name, { minLength: 1 }), fc.array(name), (list, known) => {
			expect(read(list.join(','), ...known).join(',')).toBe(list.join(','));
			expect(read(list.join(','), ...known.filter(text => !text.includes(',')))).toEqual(list.join(',').split(','));
		}),
	);
});

test('a long list of names that fit in many ways takes no time', () => {
	const list = Array.from({ length: 300 }, () => 'a').join(',');
	expect(read(`${list},nope`, 'a', 'a,a', 'a,a,a').at(-1)).toBe('nope');
});
