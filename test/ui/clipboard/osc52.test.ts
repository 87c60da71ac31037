import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyThrough } from '../../../source/ui/clipboard/copy.ts';
import { clipboardRoute, maxBase64Bytes, maxCopiedBytes, osc52 } from '../../../source/ui/clipboard/osc52.ts';

const esc = '\u001b';
const poem = new TextEncoder().encode('the ecstasy');
const copied = { what: 'the poem', content: poem, instead: 's saves it' };

describe('what is copied through the terminal', () => {
	it('is one sequence that holds exactly these bytes, and nothing else that a terminal would obey', () => {
		fc.assert(
			fc.property(fc.uint8Array(), bytes => {
				const [, base64 = ''] = new RegExp(`^${esc}\\]52;c;([A-Za-z0-9+/=]*)\u0007$`).exec(osc52(bytes)) ?? [];
				expect(Buffer.from(base64, 'base64')).toEqual(Buffer.from(bytes));
			}),
		);
	});

	it('is at most as long as terminals take', () => {
		const largest = osc52(new Uint8Array(maxCopiedBytes));
		expect(largest.length - `${esc}]52;c;\u0007`.length).toBeLessThanOrEqual(maxBase64Bytes);
		expect(() => osc52(new Uint8Array(maxCopiedBytes + 1))).toThrow(RangeError);
	});

	it('goes to tmux in both forms, one for each of its two options, with every escape doubled in the wrapped one', () => {
		const bare = osc52(poem);
		expect(osc52(poem, 'tmux')).toBe(`${bare}${esc}Ptmux;${esc}${bare}${esc}\\`);
	});

	it('is told with its size, and with what to do where the terminal did not take it', () => {
		const { sequence, message } = copyThrough({ kind: 'osc52' }, copied);
		expect(sequence).toBe(osc52(poem));
		expect(message.text).toBe('the poem, 11 bytes, sent to the clipboard; not there? s saves it');
		expect(copyThrough({ kind: 'tmux' }, copied).message.text).toMatch(/sent to tmux; not there\? set-clipboard on/);
	});

	it('is not sent, and another way is told, where it is too large, empty, or where there is no clipboard', () => {
		const large = copyThrough({ kind: 'osc52' }, { ...copied, content: new Uint8Array(maxCopiedBytes + 1) });
		expect(large.sequence).toBeUndefined();
		expect(large.message.text).toBe('not copied: the poem has 56 kB, a terminal takes 56 kB; s saves it');
		expect(copyThrough({ kind: 'osc52' }, { ...copied, content: new Uint8Array() }).sequence).toBeUndefined();
		const none = copyThrough(clipboardRoute({ TERM: 'linux' }), copied);
		expect(none.sequence).toBeUndefined();
		expect(none.message.text).toBe('not copied: the Linux console has no clipboard; s saves it');
	});
});

describe('the way to the clipboard', () => {
	it('is none on a dumb terminal, the Linux console and in GNU screen, but goes through tmux, which calls itself screen', () => {
		const kind = (environment: Readonly<Record<string, string>>) => clipboardRoute(environment).kind;
		expect(kind({ TERM: 'xterm-256color' })).toBe('osc52');
		expect(kind({ TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0' })).toBe('tmux');
		expect(kind({ TERM: 'screen.xterm-256color' })).toBe('none');
		expect(kind({ TERM: 'linux' })).toBe('none');
		expect(kind({ TERM: 'dumb' })).toBe('none');
		expect(kind({})).toBe('none');
	});
});
