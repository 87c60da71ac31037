import { EventEmitter, once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { lessons } from '../../../../source/lab/lessons/content/lessons.ts';
import { runCode } from '../../../../source/lab/lessons/engine/run-code.ts';
import { NetstringDecoder } from '../../../../source/wire/netstring.ts';
import { bareServer, listenTo } from '../../../fixtures/raw-peers.ts';

/** The lines on the card of this step, from 1. */
function codeOf(name: string, step: number): string {
	const lines = lessons.find(lesson => lesson.name === name)?.steps[step - 1]?.code;
	if (lines === undefined) {
		throw new Error(`no code on card ${step} of ${name}`);
	}
	return lines.join('\n');
}

/** Runs a card's lines with these names known to them, and gives the value of the expression after them. */
function run(code: string, known: Readonly<Record<string, unknown>>, result = 'undefined'): Promise<unknown> {
	const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
	return AsyncFunction(...Object.keys(known), `${code}\nreturn ${result};`)(...Object.values(known));
}

const said = async (name: string, step: number): Promise<string> => {
	const words: { word: string; atMs: number }[] = [];
	await runCode(codeOf(name, step).split('\n'), words);
	return words.map(({ word }) => word).join(', ');
};
const reject = async () => {
	throw new Error('no');
};

/** What is shown of each card's code, by lesson and step. */
const shown: Readonly<Record<string, () => Promise<void>>> = {
	'write-and-close 2': async () => {
		const code = codeOf('write-and-close', 2);
		const { port } = await bareServer(socket => void run(code, { socket, poem: 'Tyger' }));
		expect(await listenTo(port)).toEqual({ bytes: Buffer.from('Tyger'), end: 'in order' });
	},
	'one-write-is-not-one-read 1': async () => {
		const socket = new EventEmitter();
		const decoder = new NetstringDecoder();
		const push = vi.spyOn(decoder, 'push');
		await run(codeOf('one-write-is-not-one-read', 1), { socket, decoder });
		socket.emit('data', Buffer.from('1'));
		expect(decoder.pending).toBe(true);
		socket.emit('data', Buffer.from('7:shout.Tyger Tyger,'));
		expect(push.mock.results.map(({ value }) => String(value))).toEqual(['', 'shout.Tyger Tyger']);
	},
	'one-write-is-not-one-read 2': async () => {
		const whole = Buffer.from('schön');
		const bytes: Buffer[] = [];
		const code = codeOf('one-write-is-not-one-read', 2);
		let text = await run(code, { text: '', bytes, chunk: whole.subarray(0, 4) }, 'text');
		text = await run(code, { text, bytes, chunk: whole.subarray(4) }, 'text');
		expect(text).toBe('sch\ufffd\ufffdn');
		expect(Buffer.concat(bytes).toString()).toBe('schön');
	},
	'promise-in-a-promise 1': async () => {
		const fetchPoem = await run(codeOf('promise-in-a-promise', 1), { read: async () => 'a poem' }, 'fetchPoem("host")');
		expect(fetchPoem).toBe('a poem');
	},
	'promise-in-a-promise 2': async () => {
		const calls: string[] = [];
		const known = {
			fetchPoem: async () => `poem${calls.push('fetch')}`,
			send: async (name: string, poem: string) => `${poem.toUpperCase()}${calls.push(name)}`,
		};
		expect(await run(codeOf('promise-in-a-promise', 2), known, 'loudPoem("host")')).toBe('POEM12');
		expect(calls).toEqual(['fetch', 'shout']);
	},
	'promise-in-a-promise 3': async () => {
		const calls: string[] = [];
		const fetchPoem = async () => `poem${calls.push('fetch')}`;
		const send = async (name: string, poem: string) => `${name}(${poem})${calls.push(name)}`;
		const known = { fetchPoem, host: 'host', send };
		expect(await run(codeOf('promise-in-a-promise', 3), known, 'loud')).toBe('shout(poem1)2');
	},
	'promise-in-a-promise 4': async () => {
		const send = async (name: string, poem: string) => `${name}(${poem})`;
		expect(await run(codeOf('promise-in-a-promise', 4), { send, poem: 'poem' }, 'poem')).toBe('rot13(shout(poem))');
	},
	...Object.fromEntries(
		[1, 4].map(step => [
			`fall-back ${step}`,
			async () => {
				const code = codeOf('fall-back', step);
				const known = { host: 'host', name: 'gibberish', log: vi.fn(), send: reject };
				expect(await run(code, { ...known, fetchPoem: async () => 'poem' }, 'poem')).toBe('poem');
				await expect(run(code, { ...known, fetchPoem: reject }, 'poem')).rejects.toThrow('no');
			},
		]),
	),
	'now-later-or-thrown 1': async () => {
		for (const transform of [(poem: string) => poem, async (poem: string) => poem]) {
			const reply = vi.fn();
			await run(codeOf('now-later-or-thrown', 1), { transform, poem: 'poem', reply });
			expect(reply.mock.calls).toEqual([['poem']]);
		}
	},
	'now-later-or-thrown 2': async () => {
		const thrower = () => {
			throw new Error('at once');
		};
		for (const transform of [thrower, reject]) {
			const [reply, refuse] = [vi.fn(), vi.fn()];
			await run(codeOf('now-later-or-thrown', 2), { transform, poem: 'poem', reply, refuse });
			expect([reply, refuse].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
		}
	},
	'now-later-or-thrown 3': async () => {
		expect(await said('now-later-or-thrown', 3)).toBe('below, kept, timer');
	},
	'now-later-or-thrown 4': async () => {
		expect(await said('now-later-or-thrown', 4)).toBe('no throw, caught');
	},
	'now-or-later 3': async () => {
		const cache = new Map<string, string>();
		const fetchPoem = vi.fn(async () => 'poem');
		const twice = '[await poemOf("host"), await poemOf("host")]';
		expect(await run(codeOf('now-or-later', 3), { cache, fetchPoem }, twice)).toEqual(['poem', 'poem']);
		expect(fetchPoem).toHaveBeenCalledOnce();
	},
	'thundering-herd 4': async () => {
		const fetchPoem = vi.fn(reject);
		const asked = `Promise.allSettled([poem(), poem()]).then(all => poem().catch(() => all.map(({ status }) => status)))`;
		const code = `let flight;\nasync function poem() {\n${codeOf('thundering-herd', 4)}\n}`;
		expect(await run(code, { fetchPoem, host: 'host' }, asked)).toEqual(['rejected', 'rejected']);
		// Both shared one; the next reader had another.
		expect(fetchPoem).toHaveBeenCalledTimes(2);
	},
	'a-promise-that-waits 1': async () => {
		await expect(run(codeOf('a-promise-that-waits', 1), { poem: reject }, 'you()')).rejects.toThrow('no');
	},
	'a-promise-that-waits 2': async () => {
		expect(await said('a-promise-that-waits', 2)).toBe('finally, an old poem');
	},
	'a-promise-that-waits 3': async () => {
		let under = 0;
		let most = 0;
		const send = async (name: string) => {
			under += 1;
			most = Math.max(most, under);
			await Promise.resolve();
			under -= 1;
			return name;
		};
		const texts = await run(codeOf('a-promise-that-waits', 3), { send, word: 'ice' }, 'texts');
		expect(texts).toEqual(['shout', 'rot13', 'piglatin']);
		expect(most).toBe(3);
	},
	'a-promise-that-waits 4': async () => {
		const send = (_name: string, _poem: string, signal: AbortSignal) => once(signal, 'abort').then(reject);
		await expect(run(codeOf('a-promise-that-waits', 4), { send, poem: 'poem' }, 'text')).rejects.toThrow('no');
	},
	'leaving-early 1': async () => {
		const fetchPoem = (_host: string, signal: AbortSignal) => once(signal, 'abort').then(reject);
		await expect(run(codeOf('leaving-early', 1), { fetchPoem, host: 'host' }, 'poem')).rejects.toThrow('no');
	},
	'silence 3': async () => {
		const signal = (await run(
			`const signal = ${codeOf('silence', 3).replace('2000', '20')}`,
			{},
			'signal',
		)) as AbortSignal;
		await once(signal, 'abort');
		expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
	},
	'slow-reader 2': async () => {
		const socket = Object.assign(new EventEmitter(), { write: () => false });
		let isOver = false;
		const writing = run(codeOf('slow-reader', 2), { socket, once, piece: 'piece' }).then(() => {
			isOver = true;
		});
		await new Promise(setImmediate);
		expect(isOver).toBe(false);
		socket.emit('drain');
		await writing;
	},
	'blocked-loop 2': async () => {
		let isFree = false;
		setImmediate(() => {
			isFree = true;
		});
		await run(codeOf('blocked-loop', 2), { end: Date.now() + 5 });
		expect(isFree).toBe(false);
	},
	'blocked-loop 3': async () => {
		let isFree = false;
		setImmediate(() => {
			isFree = true;
		});
		const sleep = () => new Promise(resolve => setImmediate(resolve));
		await run(codeOf('blocked-loop', 3), { sleep });
		expect(isFree).toBe(true);
	},
};

const cards = lessons.flatMap(({ name, steps }) =>
	steps.flatMap(({ code }, index) => (code === undefined ? [] : [`${name} ${index + 1}`])),
);

describe('the code on the cards', () => {
	test('is shown to do what its card says, on every card that has any', () => {
		expect(Object.keys(shown).sort()).toEqual([...cards].sort());
	});

	test.each(cards)('does so on card %s', async card => {
		await shown[card]?.();
	});
});
