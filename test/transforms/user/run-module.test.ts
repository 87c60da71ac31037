import { describe, expect, test } from 'vitest';
import { loaded } from '../../fixtures/user-transforms.ts';

/** Memory takes its time to be taken: these tests are of other limits. */
const unhurried = { loadLimitMs: 60_000, limitMs: 60_000 };

/** What a module can do that fails its request, and leaves its process as it is. */
const failures: readonly (readonly [how: string, why: string])[] = [
	["throw new Error('no ink\\nleft')", 'threw: no ink'],
	['throw Object.create(null)', 'threw: something that is no error'],
	['recurse(1)', 'threw: Maximum call stack size exceeded'],
	['return 7', 'gave number, not text'],
	['return null', 'gave null, not text'],
	['return', 'gave undefined, not text'],
	['return Buffer.from(poem)', 'gave object, not text'],
	["return 'x'.repeat(1e8)", 'gave 100000000 bytes, more than the 16777216 that a reply may have'],
];

test('a request fails with words that name the file where there is no text, or too much, and its process goes on', async () => {
	const { apply } = await loaded(
		{
			'bad.js': `
			const recurse = n => recurse(n) + 1;
			const failures = [${failures.map(([how]) => `poem => { ${how} }`).join(', ')}];
			export default async poem => poem === 'pid' ? String(process.pid) : failures[poem](poem);`,
		},
		unhurried,
	);
	const pid = await apply('bad', 'pid');
	for (const [index, [, why]] of failures.entries()) {
		await expect(apply('bad', String(index))).rejects.toMatchObject({
			name: 'TransformsError',
			message: `bad.js ${why}`,
		});
	}
	expect(await apply('bad', 'pid')).toBe(pid);
});

/** A module that does this for one poem, and answers every other one. */
const harm = (how: string) => `
export default async poem => {
	if (poem === 'harm') { ${how} }
	return poem + '!';
};`;

describe('the request that does it fails with words that name the file, and the next one is answered anew', () => {
	test.each([
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
	])('%s', async (_, how, why) => {
		const { apply } = await loaded({ 'harm.js': harm(how) }, unhurried);
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
	const { problems } = await loaded({ 'bad.mjs': `${how}; export default poem => poem;` }, unhurried);
	expect(problems).toEqual([expect.stringMatching(sentence)]);
});
