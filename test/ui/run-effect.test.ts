import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../source/events/events.ts';
import type { Lab, PoemSaved } from '../../source/lab/lab.ts';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import type { ClipboardRoute } from '../../source/ui/clipboard/osc52.ts';
import { createStore, type Store } from '../../source/ui/store.ts';
import { createFakeLab, runningFetch, sampleExchange, sampleFetch, sampleSnapshot } from '../fixtures/fake-lab.ts';
import { strangerEvents } from './inspector/bytes/sample-events.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const transformed = sampleExchange({ id: 1, server: 'transform', kind: 'transform', peerPort: 50_001 });

interface Opened {
	readonly screen: Store;
	/** What was put on the clipboard, decoded. */
	readonly copied: readonly string[];
	readonly saved: readonly string[];
	press(...keys: readonly string[]): void;
	/** The next message. */
	said(): Promise<string>;
}

function open(
	change: Partial<Snapshot>,
	{
		events = [],
		clipboard = { kind: 'osc52' },
		outcome,
	}: { events?: readonly LabEvent[]; clipboard?: ClipboardRoute; outcome?: PoemSaved } = {},
): Opened {
	const copied: string[] = [];
	const saved: string[] = [];
	const lab: Lab = {
		...createFakeLab(sampleSnapshot(change)),
		detail: () => Promise.resolve(events),
		savePoem: path => {
			saved.push(path);
			return Promise.resolve(outcome ?? { saved: true, path: `/home/reader/${path}`, bytes: 44 });
		},
	};
	const write = (sequence: string): void => {
		copied.push(Buffer.from(sequence.slice('\u001b]52;c;'.length, -1), 'base64').toString());
	};
	const screen = createStore(lab, {
		size: () => ({ columns: 120, rows: 36 }),
		onLeave: () => {},
		terminal: { clipboard, write, suspend: () => Promise.resolve(false) },
	});
	const until = <T>(find: () => T | undefined): Promise<T> =>
		new Promise(resolve => {
			const look = (): void => {
				const found = find();
				if (found !== undefined) {
					stop();
					resolve(found);
				}
			};
			const stop = screen.subscribe(look);
			look();
		});
	return {
		screen,
		copied,
		saved,
		press: (...keys) => {
			for (const key of keys) {
				screen.press(key);
			}
		},
		said: () => until(() => screen.model().state.message?.text),
	};
}

describe('y', () => {
	it('copies the poem’s exact text where the poem is focused', async () => {
		const { press, said, copied } = open({ fetch: sampleFetch({ poem: encode('a\tpoem\r\n') }) });
		press('5', 'y');
		expect(await said()).toBe('the poem, 8 bytes, sent to the clipboard; not there? s saves it');
		expect(copied).toEqual(['a\tpoem\r\n']);
	});

	it('does not copy the beginning of a poem of which the screen has only that', async () => {
		const { press, said, copied } = open({ fetch: sampleFetch({ poemBytes: 900_000 }) });
		press('5', 'y');
		expect(await said()).toMatch(/^not copied: .*s saves it$/);
		expect(copied).toEqual([]);
	});

	it('copies a line that fetches the poem again where a poem’s exchange is selected in Traffic', async () => {
		const { press, said, copied } = open({ exchanges: [sampleExchange({ id: 1 })] });
		press('2', 'y');
		expect(await said()).toBe('nc 127.0.0.1 10000 </dev/null, 29 bytes, sent to the clipboard; not there? type it');
		expect(copied).toEqual(['nc 127.0.0.1 10000 </dev/null']);
	});

	it('copies a line that repeats the request where a transform is selected', async () => {
		const events = strangerEvents([encode('11:shout.it'), encode('’s,')]);
		const { press, said, copied } = open({ exchanges: [transformed] }, { events });
		press('2', 'y');
		await said();
		expect(copied).toEqual(["printf '11:shout.it’s,' | nc -q 1 127.0.0.1 11000"]);
	});

	it('copies the bytes in the Bytes view, first the request’s and then the reply’s', async () => {
		const events = strangerEvents([encode('7:shout.a,')], [encode('1:A,')]);
		const { press, said, copied } = open({ exchanges: [transformed] }, { events });
		press('2', 'enter', 'tab', 'y');
		expect(await said()).toBe('the request, 10 bytes, sent to the clipboard; y again: the reply');
		press('y');
		await said();
		expect(copied).toEqual(['7:shout.a,', '1:A,']);
	});

	it('writes nothing to a terminal without a clipboard, and says what to do', async () => {
		const clipboard = { kind: 'none', why: 'the Linux console has no clipboard' } as const;
		const { press, said, copied } = open({ exchanges: [sampleExchange({ id: 1 })] }, { clipboard });
		press('2', 'y');
		expect(await said()).toBe('not copied: the Linux console has no clipboard; type nc 127.0.0.1 10000 </dev/null');
		expect(copied).toEqual([]);
	});
});

describe('s', () => {
	const steps = [
		{ transform: 'cummingsify', status: 'succeeded', durationMs: 1 },
		{ transform: 'gibberish', status: 'failed', why: 'closed', durationMs: 1 },
	] as const;

	it('proposes a name that tells the poem and the transforms that worked, and saves under what is typed', async () => {
		const { press, said, saved, screen } = open({ fetch: sampleFetch({ status: 'fell-back', steps }) });
		press('5', 's');
		expect(screen.model().state.overlay).toMatchObject({ kind: 'save-poem', path: 'ecstasy.cummingsify.txt' });
		press('backspace', 'backspace', 'backspace', 'm', 'd', 'enter');
		expect(await said()).toBe('saved /home/reader/ecstasy.cummingsify.md, 44 bytes');
		expect(saved).toEqual(['ecstasy.cummingsify.md']);
		expect(screen.model().state.overlay).toBeUndefined();
	});

	it('keeps the prompt open with the reason where it was not saved', async () => {
		const outcome = { saved: false, why: '/x exists already, and is not written over' } as const;
		const { press, screen } = open({ fetch: sampleFetch() }, { outcome });
		press('s', 'enter');
		await new Promise<void>(resolve => {
			screen.subscribe(() => resolve());
		});
		expect(screen.model().state.overlay).toMatchObject({ path: 'ecstasy.txt', error: outcome.why, saving: false });
	});

	it('has nothing to save while the poem is on its way', async () => {
		const { press, said, screen } = open({ fetch: runningFetch() });
		press('5', 's');
		expect(await said()).toMatch(/still on its way/);
		expect(screen.model().state.overlay).toBeUndefined();
	});

	it('proposes a name without what a stranger’s address could do to a path', () => {
		const { server: _server, ...fetch } = sampleFetch({ address: '../../etc/passwd:10000' });
		const { press, screen } = open({ fetch });
		press('5', 's');
		expect(screen.model().state.overlay).toMatchObject({ path: 'etc-passwd-10000.txt' });
	});
});

describe('a search in the poem', () => {
	const poem = encode(`${'a line of the poem\n'.repeat(60)}the very end\n`);

	it('goes to what is found as it is typed, and round it with n and N', () => {
		const { press, screen } = open({ fetch: sampleFetch({ poem }) });
		press('5', '/', ...'very end');
		expect(screen.model().state.poem).toMatchObject({ search: { query: 'very end', typing: true, index: 0 } });
		expect(screen.model().state.poem.top).toBeGreaterThan(30);
		press('enter', 'escape', '/', ...'the', 'enter', 'N', 'N');
		const [first, last] = [screen.model().state.poem.search.index, screen.model().poemMatches.at(-1)?.match];
		expect(first).not.toBe(last);
		press('g', 'escape', '/', ...'the', 'enter', 'N');
		expect(screen.model().state.poem.search.index).toBe(60);
		press('n');
		expect(screen.model().state.poem.search.index).toBe(0);
		expect(screen.model().state.poem.top).toBe(0);
	});

	it('takes letters as text while it is typed, and as keys after enter', () => {
		const { press, screen } = open({ fetch: sampleFetch({ poem }) });
		press('5', '/', 'q', 'n', 's', 'enter');
		expect(screen.model().state.poem.search).toMatchObject({ query: 'qns', typing: false });
		expect(screen.model().state.overlay).toBeUndefined();
		press('escape');
		expect(screen.model().state.poem.search.query).toBe('');
		expect(screen.model().state.focused).toBe('poem');
	});
});

describe('a search in the bytes', () => {
	it('is opened by / and goes from the request to the reply', async () => {
		const events = strangerEvents([encode('11:shout.a poem,')], [encode('6:a poem,')]);
		const { press, screen } = open({ exchanges: [transformed] }, { events });
		press('2', 'enter', 'tab');
		await new Promise<void>(resolve => {
			const stop = screen.subscribe(() => {
				if (screen.model().detail.status === 'here') {
					stop();
					resolve();
				}
			});
		});
		press('/', ...'poem', 'enter', 'n');
		expect(screen.model().state.inspector?.search).toEqual({ query: 'poem', typing: false, index: 1 });
		press('n');
		expect(screen.model().state.inspector?.search.index).toBe(0);
		press('escape');
		expect(screen.model().state.inspector?.search.query).toBe('');
		press('escape');
		expect(screen.model().state.inspector).toBeUndefined();
	});
});
