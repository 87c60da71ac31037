import { describe, expect, test } from 'vitest';
import { loaded } from '../../fixtures/user-transforms.ts';

/** A module that does this for one poem, and answers every other one. */
const harm = (how: string) => `
const recurse = n => recurse(n) + 1;
export default async poem => {
	if (poem === 'harm') { ${how} }
	return poem + '!';
};`;

describe('the request that does it fails with words that name the file, and the next one is answered', () => {
	test.each([
		['throws', "throw new Error('no ink\\nleft')", /^harm\.js threw: no ink$/],
		['throws what cannot be told', 'throw Object.create(null)', /^harm\.js threw: something that is no error$/],
		['recurses without end', 'recurse(1)', /^harm\.js threw: Maximum call stack size exceeded$/],
		[
			'throws beside it',
			"setImmediate(() => { throw new Error('late') })",
			/^harm\.js threw outside of its function: late$/,
		],
		['throws in a tick', "process.nextTick(() => { throw new Error('late') })", /outside of its function: late$/],
		['rejects what nobody awaits', "Promise.reject(new Error('lost'))", /outside of its function: lost$/],
		[
			'catches all that is not caught',
			"process.on('uncaughtException', () => {}); setImmediate(() => { throw new Error('late') })",
			/outside of its function: late$/,
		],
		['exits', 'process.exit(3)', /^harm\.js ended its process, with 3$/],
		['kills itself', "process.kill(process.pid, 'SIGTERM'); for (;;);", /^harm\.js lost its process \(SIGTERM\)$/],
		['aborts', 'process.abort()', /^harm\.js lost its process \(SIGABRT\), most likely because .* memory$/],
		['cuts itself off', 'process.disconnect(); await new Promise(() => {})', /^harm\.js ended its process, with 0$/],
		['fills the heap', 'for (const all = []; ; ) all.push(Array(1e6).fill(1.5))', /than 256 MB of memory$/],
		['asks V8 for too much at once', "return 'x'.repeat(2e8).split('').join('y')", /than 256 MB of memory$/],
		['fills what is no heap', 'for (const all = []; ; ) all.push(Buffer.alloc(1e7, 1))', /than 256 MB of memory$/],
		['gives a number', 'return 7', /^harm\.js gave number, not text$/],
		['gives null', 'return null', /^harm\.js gave null, not text$/],
		['gives bytes', 'return Buffer.from(poem)', /^harm\.js gave object, not text$/],
		[
			'gives 100 MB',
			"return 'x'.repeat(1e8)",
			/^harm\.js gave 100000000 bytes, more than the 16777216 that a reply may have$/,
		],
	])('%s', async (_, how, why) => {
		const { apply } = await loaded({ 'harm.js': harm(how) });
		await expect(apply('harm', 'harm')).rejects.toMatchObject({
			name: 'TransformsError',
			message: expect.stringMatching(why),
		});
		expect(await apply('harm', 'é\ud800')).toBe('é\ud800!');
	});
});

test('what a module does to what is global is its own loss', async () => {
	const { apply } = await loaded({
		'own.js': `
			Array.prototype.push = Array.prototype.map = String.prototype.split = globalThis.setImmediate = null;
			Object.prototype.poem = 'spoiled';
			export default poem => poem + '!';`,
		'other.js': 'export default poem => poem + typeof [].map + ({}).poem;',
	});
	expect(await apply('own', 'poem')).toBe('poem!');
	expect(await apply('other', 'poem')).toBe('poemfunctionundefined');
	expect([].map).toBeTypeOf('function');
});

test('a module hears nothing of what is typed', async () => {
	const text =
		"export default async poem => { for await (const typed of process.stdin) poem += typed; return poem + '.' };";
	const { apply } = await loaded({ 'typed.js': text });
	expect(await apply('typed', 'poem')).toBe('poem.');
});

test.each([
	['exits', 'process.exit(4)', /^bad\.mjs: it does not load \(it ended its process, with 4\); correct it/],
	[
		'takes all memory',
		'for (const all = []; ; ) all.push(Array(1e6).fill(1.5))',
		/^bad\.mjs: it does not load \(it lost its process \(SIG[A-Z]+\), most likely .* memory\); correct it/,
	],
	[
		'throws beside its loading',
		"setImmediate(() => { throw new Error('late') }); await new Promise(() => {})",
		/^bad\.mjs: it does not load \(it threw outside of its function: late\); correct it/,
	],
])('a module that %s while it loads gives one sentence', async (_, how, sentence) => {
	const { problems } = await loaded({ 'bad.mjs': `${how}; export default poem => poem;` });
	expect(problems).toEqual([expect.stringMatching(sentence)]);
});
