import { expect, test } from 'vitest';
import { shellPlace } from '../../../source/ui/lessons/lesson-state.ts';

test('the lines for another terminal tell how to end a netcat that stays in front, and only one that does', () => {
	const ends = 'in another terminal; Ctrl+C ends nc';
	expect(shellPlace(['nc 127.0.0.1 10000'])).toBe(ends);
	expect(shellPlace(['nc 127.0.0.1 10000 > /dev/null'])).toBe(ends);
	expect(shellPlace(['nc 127.0.0.1 10000 </dev/null &', 'nc 127.0.0.1 10001'])).toBe(ends);
	for (const ended of [
		'nc 127.0.0.1 10000 > /dev/null &',
		'timeout 2 nc 127.0.0.1 10000',
		'sleep 1)|nc 127.0.0.1 11000',
	]) {
		expect(shellPlace([ended])).toBe('in another terminal, line by line');
	}
});
