import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keymap } from '../../../source/ui/keymap.ts';
import {
	createFakeLab,
	hostOf,
	openExchange,
	runningFetch,
	sampleExchange,
	sampleServer,
	sampleSnapshot,
} from '../../fixtures/fake-lab.ts';
import { listenTo } from './listener.ts';

const keys = [...new Set(keymap.flatMap(({ bindings }) => bindings.flatMap(binding => binding.keys))), 'x', '5', 'é'];
const hostile = '\u001b]0;x\u0007\u001b[2J\r\u009b1A';

/** A lab in which every word that a stranger can choose tries to steer the terminal. */
function hostileSnapshot() {
	const servers = ['poetry', 'proxy'].map((kind, index) =>
		sampleServer({ id: `${kind}/${hostile}`, kind: index === 0 ? 'poetry' : 'proxy', title: hostile, why: hostile }),
	);
	const words = { server: `proxy/${hostile}`, transform: hostile, why: hostile, peerHost: hostile } as const;
	return sampleSnapshot({
		servers,
		hosts: servers.map(hostOf),
		exchanges: [1, 2, 3].map(id => sampleExchange({ id, ...words, how: id === 3 ? 'refused' : 'ended' })),
		open: [openExchange({ id: 4, ...words, kind: 'transform' })],
		transforms: [{ name: hostile, summary: hostile }],
		fetch: runningFetch({ address: hostile, server: hostile, poem: new TextEncoder().encode(`${hostile}\n`) }),
		notices: [hostile],
	});
}

it('whatever is pressed and whatever strangers are called, only text and line ends are written', () => {
	const key = fc.constantFrom(...keys);
	fc.assert(
		fc.property(fc.array(key, { maxLength: 60 }), pressed => {
			const lab = createFakeLab(hostileSnapshot());
			const person = listenTo(lab);
			for (const [index, each] of pressed.entries()) {
				person.press(each);
				if (index % 7 === 0) {
					person.wait(700);
				}
			}
			lab.set({ fetch: { ...runningFetch(), status: 'failed', why: hostile } });
			expect(person.written()).not.toMatch(/[^\P{Cc}\n]/u);
			expect(person.written()).not.toMatch(/[─-▟]/);
			expect(person.written()).not.toMatch(/\bundefined\b|\bNaN\b/);
		}),
		{ numRuns: 100 },
	);
});
