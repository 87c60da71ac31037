import { expect, test } from 'vitest';
import { type Member, ProcessPool } from '../../../source/transforms/user/process-pool.ts';

/** A pool of two, and its members, which note what they are asked to do. */
function setUp() {
	const pool = new ProcessPool(2);
	const log: string[] = [];
	const member = (name: string, { needed = true } = {}) => {
		const made: { -readonly [key in keyof Member]: Member[key] } = {
			idle: false,
			begin: () => {
				log.push(`${name} begins`);
				return needed;
			},
			giveWay: () => {
				made.idle = false;
				log.push(`${name} gives way`);
			},
		};
		return made;
	};
	return { pool, log, member };
}

test('as many begin at once as there is room for, and the others when one gives back', () => {
	const { pool, log, member } = setUp();
	const [a, b, c] = [member('a'), member('b'), member('c')];
	pool.ask(a);
	pool.ask(b);
	pool.ask(c);
	expect(log).toEqual(['a begins', 'b begins']);
	pool.giveBack(b);
	expect(log).toEqual(['a begins', 'b begins', 'c begins']);
});

test('the idle one that was used longest ago gives way to one that waits', () => {
	const { pool, log, member } = setUp();
	const [a, b, c] = [member('a'), member('b'), member('c')];
	pool.ask(a);
	pool.ask(b);
	a.idle = true;
	b.idle = true;
	pool.used(a);
	pool.ask(c);
	expect(log.slice(2)).toEqual(['b gives way']);
	pool.giveBack(b);
	expect(log.slice(2)).toEqual(['b gives way', 'c begins']);
});

test('one that becomes idle while another waits gives way then', () => {
	const { pool, log, member } = setUp();
	const [a, b, c] = [member('a'), member('b'), member('c')];
	pool.ask(a);
	pool.ask(b);
	pool.ask(c);
	a.idle = true;
	pool.look();
	expect(log.slice(2)).toEqual(['a gives way']);
});

test('one that needs no process any more when its turn comes takes no room', () => {
	const { pool, log, member } = setUp();
	for (const one of [member('a'), member('b', { needed: false }), member('c')]) {
		pool.ask(one);
	}
	expect(log).toEqual(['a begins', 'b begins', 'c begins']);
});
