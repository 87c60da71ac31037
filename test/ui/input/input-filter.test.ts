import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMs, InputFilter, silenceMs } from '../../../source/ui/input/input-filter.ts';
import type { After } from '../../../source/ui/terminal/after.ts';

const esc = '\u001b';

/** A clock that is moved by hand. */
function createClock() {
	let now = 0;
	let waiting: { readonly at: number; readonly callback: () => void }[] = [];
	const after: After = (ms, callback) => {
		const one = { at: now + ms, callback };
		waiting.push(one);
		return () => {
			waiting = waiting.filter(other => other !== one);
		};
	};
	const pass = (ms: number): void => {
		const end = now + ms;
		for (;;) {
			const next = waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
			if (next === undefined) {
				break;
			}
			now = next.at;
			waiting = waiting.filter(one => one !== next);
			next.callback();
		}
		now = end;
	};
	return { after, pass, waiting: () => waiting.length };
}

function createKeyboard() {
	const clock = createClock();
	const pieces: Buffer[] = [];
	const filter = new InputFilter(bytes => pieces.push(Buffer.from(bytes)), clock.after);
	return {
		...clock,
		filter,
		type: (text: string) => filter.push(Buffer.from(text, 'latin1')),
		taken: () => Buffer.concat(pieces).toString('latin1'),
	};
}

const keys = [
	'a',
	'q',
	' ',
	'\r',
	'\t',
	'\u007f',
	'\u0003',
	'\u001a',
	'Ã©',
	`${esc}a`,
	`${esc}\r`,
	`${esc}${esc}[A`,
	`${esc}[A`,
	`${esc}OA`,
	`${esc}OP`,
	`${esc}[1;2B`,
	`${esc}[Z`,
	`${esc}[5~`,
	`${esc}[15;2~`,
	`${esc}[[A`,
	`${esc}[2$`,
	`${esc}[c`,
	`${esc}[97;5u`,
	`${esc}[27;5;99~`,
] as const;

const replies = [
	`${esc}]11;rgb:ffff/ffff/ffff${esc}\\`,
	`${esc}]10;rgb:0000/0000/0000\u0007`,
	`${esc}P1$r0m${esc}\\`,
	`${esc}P>|iTerm2 3.5${esc}\\`,
	`${esc}_Gi=31;OK${esc}\\`,
	`${esc}^private${esc}\\`,
	`${esc}Xstring${esc}\\`,
	`${esc}[?1;2c`,
	`${esc}[>0;276;0c`,
	`${esc}[24;80R`,
	`${esc}[1;1R`,
	`${esc}[?2026;1$y`,
	`${esc}[2;1$y`,
	`${esc}[I`,
	`${esc}[O`,
	`${esc}[?0u`,
	`${esc}[?997;1n`,
	`${esc}[0n`,
	`${esc}[8;24;80t`,
	`${esc}[M !!`,
	`${esc}[M#\u00ff~`,
	`${esc}[<0;10;20M`,
	`${esc}[<64;1;1m`,
	`${esc}[32;10;20M`,
	`${esc}[201~`,
] as const;

const pastes = [
	'pasted',
	'',
	`a${esc}[31mb\r\n${esc}]11;x`,
	`${esc}[200~`,
	`${esc}[20`,
	`${esc}${esc}[`,
	'\u0003q',
].map(text => `${esc}[200~${text}${esc}[201~`);

describe('a key is let through as it is', () => {
	test.each(keys)('%j', key => {
		const keyboard = createKeyboard();
		keyboard.type(key);
		expect(keyboard.taken()).toBe(key);
		expect(keyboard.waiting()).toBe(0);
	});
});

describe('what a terminal says by itself is dropped', () => {
	test.each(replies)('%j', reply => {
		const keyboard = createKeyboard();
		keyboard.type(`j${reply}k`);
		expect(keyboard.taken()).toBe('jk');
		expect(keyboard.waiting()).toBe(0);
	});
});

const piece = fc.oneof(
	fc.constantFrom(...keys).map(text => ({ text, passes: true })),
	fc.constantFrom(...pastes).map(text => ({ text, passes: true })),
	fc.constantFrom(...replies).map(text => ({ text, passes: false })),
);

test('wherever the pieces end, keys and pastes come through whole and in order, and nothing else does', () => {
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(20)), (pieces, sizes) => {
			const keyboard = createKeyboard();
			let rest = pieces.map(({ text }) => text).join('');
			for (const size of sizes) {
				keyboard.type(rest.slice(0, size));
				rest = rest.slice(size);
			}
			keyboard.type(rest);
			const passing = pieces.filter(({ passes }) => passes);
			expect(keyboard.taken()).toBe(passing.map(({ text }) => text).join(''));
		}),
	);
});

test('whatever comes, in whatever pieces, the same comes through, and half a second later every key counts again', () => {
	const byte = fc.constantFrom(...Array.from(`${esc}${esc}${esc}[]P_\\M200~201;?<cAq\u0003\u0007\u00e9`));
	fc.assert(
		fc.property(fc.array(byte, { maxLength: 60 }), fc.array(fc.nat(8)), (bytes, sizes) => {
			const text = bytes.join('');
			const [whole, split] = [createKeyboard(), createKeyboard()];
			whole.type(text);
			let rest = text;
			for (const size of [...sizes, text.length]) {
				split.type(rest.slice(0, size));
				rest = rest.slice(size);
			}
			expect(split.taken()).toBe(whole.taken());
			for (const keyboard of [whole, split]) {
				keyboard.pass(silenceMs);
				const before = keyboard.taken();
				keyboard.type('x');
				expect(keyboard.taken()).toBe(`${before}x`);
				expect(keyboard.waiting()).toBe(0);
			}
		}),
	);
});

test('the escape key is told as soon as nothing follows it', () => {
	const keyboard = createKeyboard();
	keyboard.type(esc);
	keyboard.pass(escapeMs - 1);
	expect(keyboard.taken()).toBe('');
	keyboard.pass(1);
	expect(keyboard.taken()).toBe(esc);
	keyboard.type('[');
	expect(keyboard.taken()).toBe(`${esc}[`);
});

test('Alt with a key that begins a reply is told half a second later', () => {
	for (const key of ['[', ']', 'P', '_', '^', 'X']) {
		const keyboard = createKeyboard();
		keyboard.type(`${esc}${key}`);
		keyboard.pass(silenceMs);
		expect(keyboard.taken()).toBe(`${esc}${key}`);
	}
});

describe('a paste that never ends', () => {
	test('ends after half a second of silence, with what has come of it', () => {
		const keyboard = createKeyboard();
		keyboard.type(`${esc}[200~one`);
		keyboard.pass(silenceMs - 1);
		keyboard.type(` two${esc}[20`);
		keyboard.pass(silenceMs - 1);
		expect(keyboard.taken()).toBe(`${esc}[200~one two`);
		keyboard.pass(1);
		expect(keyboard.taken()).toBe(`${esc}[200~one two${esc}[201~`);
		keyboard.type('q');
		expect(keyboard.taken()).toBe(`${esc}[200~one two${esc}[201~q`);
	});

	test('holds Ctrl+C back for half a second, however often it is pressed', () => {
		const keyboard = createKeyboard();
		keyboard.type(`${esc}[200~one`);
		for (const _ of [1, 2, 3, 4, 5]) {
			keyboard.type('\u0003');
			keyboard.pass(silenceMs / 5);
		}
		expect(keyboard.taken()).toBe(`${esc}[200~one${'\u0003'.repeat(5)}${esc}[201~\u0003`);
	});

	test('and one that ends in time keeps it to itself', () => {
		const keyboard = createKeyboard();
		keyboard.type(`${esc}[200~one\u0003`);
		keyboard.type(`${esc}[201~`);
		keyboard.pass(silenceMs * 2);
		expect(keyboard.taken()).toBe(`${esc}[200~one\u0003${esc}[201~`);
	});
});

describe('a reply that never ends', () => {
	test.each([`${esc}]11;rgb`, `${esc}P1$r`, `${esc}_G`, `${esc}[?1;`, `${esc}[M!`, `${esc}]11;rgb${esc}`])(
		'%j is forgotten after half a second of silence',
		reply => {
			const keyboard = createKeyboard();
			keyboard.type(reply);
			keyboard.pass(silenceMs);
			keyboard.type('q');
			expect(['q', `${esc}q`]).toContain(keyboard.taken());
		},
	);

	test.each(['\u0003', '\r', `${esc}[A`])('does not swallow %j', key => {
		const keyboard = createKeyboard();
		keyboard.type(`${esc}]11;rgb`);
		keyboard.type(key);
		expect(keyboard.taken()).toBe(key);
	});
});

test('what has begun is forgotten by a reset', () => {
	const keyboard = createKeyboard();
	keyboard.type(`${esc}[200~one\u0003`);
	keyboard.filter.reset();
	keyboard.pass(silenceMs * 2);
	keyboard.type('q');
	expect(keyboard.taken()).toBe(`${esc}[200~one\u0003q`);
});

test.each([
	[']11;rgb:ffff/ffff/ffff', `${esc}\\`],
	[']11;rgb:', '1/2/3\u0007'],
	['P1$r0', `m${esc}\\`],
	['_Gi=1;', `OK${esc}\\`],
	['[?62', ';22c'],
	['[12;5', 'R'],
	['[M', ' 12'],
])(
	'a reply of which the ESC came alone, and the rest %j so late that it was a key, is dropped all the same',
	(...rest) => {
		for (const gapMs of [escapeMs, 150, 300, silenceMs]) {
			const keyboard = createKeyboard();
			keyboard.type(esc);
			for (const piece of rest) {
				keyboard.pass(Math.min(gapMs, silenceMs - 1));
				keyboard.type(piece);
			}
			keyboard.type('q\u0003');
			expect(keyboard.taken()).toBe(`${esc}q\u0003`);
		}
	},
);

test('what a person types after the key ESC is typed, however fast, and also after half a second', () => {
	for (const typed of ['[', ']', ']]', '[[', 'P', '_', 'jk', '[A']) {
		const keyboard = createKeyboard();
		keyboard.type(esc);
		keyboard.pass(escapeMs);
		keyboard.type(typed);
		expect(keyboard.taken()).toBe(`${esc}${typed}`);
	}
	const keyboard = createKeyboard();
	keyboard.type(esc);
	keyboard.pass(escapeMs + silenceMs);
	keyboard.type(']11');
	expect(keyboard.taken()).toBe(`${esc}]11`);
	expect(keyboard.waiting()).toBe(0);
});
