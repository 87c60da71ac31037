import { describe, expect, it } from 'vitest';
import {
	createFakeLab,
	openExchange,
	runningFetch,
	sampleExchange,
	sampleFetch,
	sampleServer,
	sampleSnapshot,
} from '../../fixtures/fake-lab.ts';
import { listenTo } from './listener.ts';

const exchanges = [1, 2, 3].map(id =>
	sampleExchange({ id, server: 'proxy/ecstasy', kind: 'proxy', cache: id === 1 ? 'miss' : 'hit', peer: 'client' }),
);

describe('the beginning', () => {
	it('says what is there, what was out of the ordinary, how to go on, and where the person is', () => {
		const lab = createFakeLab(sampleSnapshot({ notices: ['port 10000 was taken: poetry/ecstasy is on 40001'] }));
		expect(listenTo(lab).heard()).toEqual([
			'Poetry lab, 7 servers listening.',
			'Port 10000 was taken: poetry ecstasy is on 40001.',
			'Question mark tells the keys, tab goes to the next panel, q quits.',
			'Client: proxy ecstasy, port 12000; no transforms.',
			'Fetch button. Enter fetches.',
		]);
	});
});

describe('going about', () => {
	it('says the panel’s name, what is in it and where in it the person is', () => {
		const person = listenTo(createFakeLab(sampleSnapshot({ exchanges })));
		expect(person.press('1')).toEqual([
			'Servers: 7 servers, 0 open, 0 served.',
			'Poetry ecstasy, port 10000, 0 served, poem of 3.0 kilobytes, 1 of 7.',
		]);
		expect(person.press('2')[0]).toBe('Traffic: 3 exchanges, following the newest.');
		expect(person.press('3')).toEqual(['Connections: nobody is connected now.']);
		expect(person.press('5')).toEqual(['Poem: nothing was fetched yet.']);
	});

	it('says where the person is once more when they ask for the panel that they are in', () => {
		const person = listenTo(createFakeLab());
		expect(person.press('1', '1')).toHaveLength(4);
	});

	it('says the line that the person moves to, what became of it first, and that a list has an end', () => {
		const person = listenTo(createFakeLab(sampleSnapshot({ exchanges })));
		person.press('2');
		expect(person.press('up', 'up')).toEqual([
			'Hit, proxy ecstasy, 3.0 kilobytes, 11 milliseconds, from the client, at 10:30:02, 2 of 3.',
			'Miss, proxy ecstasy, 3.0 kilobytes, 11 milliseconds, from the client, at 10:30:01, 1 of 3.',
		]);
		expect(person.press('up')).toEqual(['Beginning.']);
		expect(person.press('G')[0]).toMatch(/3 of 3/);
		expect(person.press('down')).toEqual(['End.']);
	});

	it('takes no pasted text for keys, and puts it where a text is asked for', () => {
		const person = listenTo(createFakeLab(sampleSnapshot({ exchanges })));
		person.press('2');
		person.reader.paste('q1\u0003');
		expect(person.heard()).toEqual(['Pasted text: nothing here.']);
		expect(person.left).toEqual([]);
		person.press('/');
		person.reader.paste('miss');
		expect(person.written()).toMatch(/miss$/);
		expect(person.press('enter').join(' ')).toContain('1 of 3');
	});

	it('says that a key does nothing, since nobody sees it', () => {
		expect(listenTo(createFakeLab()).press('e', '$')).toEqual(['e: nothing here.', 'dollar: nothing here.']);
	});

	it('leaves by q', () => {
		const person = listenTo(createFakeLab());
		person.press('q');
		expect(person.left).toEqual(['quit']);
	});
});

describe('a fetch', () => {
	it('is told as it begins, now and then while it takes long, and as it ends', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.press('enter');
		expect(lab.actions).toEqual([{ type: 'fetch', address: '127.0.0.1:12000', transforms: [] }]);
		lab.set({ fetch: runningFetch({ poemBytes: 10 }) });
		expect(person.heard()).toEqual(['Fetching from proxy ecstasy.']);
		for (let bytes = 20; bytes <= 200; bytes += 10) {
			person.wait(100);
			lab.set({ fetch: runningFetch({ poemBytes: bytes }) });
		}
		expect(person.heard()).toEqual([]);
		person.wait(1_500);
		lab.set({ fetch: runningFetch({ poemBytes: 210 }) });
		expect(person.heard()).toEqual(['Miss: 210 bytes.']);
		lab.set({ fetch: sampleFetch() });
		expect(person.heard()).toEqual(['Miss, 12 milliseconds. 3 lines, 44 bytes.']);
	});

	it('that falls back says so first, and which transform failed and why', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.heard();
		const steps = [
			{ transform: 'shout', status: 'succeeded', durationMs: 2.1 },
			{ transform: 'gibberish', status: 'failed', why: 'closed without a reply' },
		] as const;
		lab.set({ fetch: sampleFetch({ status: 'fell-back', steps, durationMs: 20 }) });
		expect(person.heard()).toEqual([
			'Fell back. Miss, 12 milliseconds, 20 milliseconds in all. 3 lines, 44 bytes.',
			'shout: 2.1 milliseconds.',
			'gibberish fell back: closed without a reply.',
		]);
	});

	it('that fails says why at once, wherever the person is, with a stranger’s controls made visible', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.press('1');
		lab.set({ fetch: sampleFetch({ status: 'failed', code: 'refused', why: 'no \u001b[2J answer' }) });
		expect(person.heard()).toEqual(['Failed: refused: no ␛[2J answer.']);
	});
});

describe('the poem', () => {
	const lines = Array.from({ length: 30 }, (_, index) => (index === 1 ? '' : `line ${index + 1} of the poem`));
	const fetched = () => {
		const poem = new TextEncoder().encode(`${lines.join('\n')}\n`);
		const person = listenTo(createFakeLab(sampleSnapshot({ fetch: sampleFetch({ poem }) })));
		person.press('5');
		return person;
	};

	it('is read line by line from its first one, and an empty one is said', () => {
		expect(fetched().press('down', 'down', 'down')).toEqual([
			'line 1 of the poem',
			'Empty line.',
			'line 3 of the poem',
		]);
	});

	it('is read ten lines at a time, none of them twice and none left out', () => {
		const person = fetched();
		const read = [...person.press('pagedown'), ...person.press('pagedown'), ...person.press('pagedown')];
		expect(read).toEqual(lines.filter(line => line !== ''));
		expect(person.press('pagedown')).toEqual(['End.']);
	});

	it('is read whole by z, however long its lines are', () => {
		const poem = new TextEncoder().encode(`${'word '.repeat(200).trim()}\n`);
		const person = listenTo(createFakeLab(sampleSnapshot({ fetch: sampleFetch({ poem }) })));
		person.press('5');
		expect(person.press('z')).toEqual(['word '.repeat(200).trim(), 'End of the poem.']);
	});

	it('is searched: what is typed is echoed, and the line with the match is read', () => {
		const person = fetched();
		expect(person.press('/', ...'line 7', 'enter')).toEqual(['Search: line 7', '1 of 1. Line 7: line 7 of the poem']);
		expect(person.press('escape')).toEqual(['Search ended.']);
	});

	it('of a stranger moves no cursor', () => {
		const poem = new TextEncoder().encode('\u001b[2J\u0007gone\n');
		const person = listenTo(createFakeLab(sampleSnapshot({ fetch: sampleFetch({ poem }) })));
		expect(person.press('5', 'z')).toContain('␛[2J␇gone');
	});
});

describe('new traffic', () => {
	const more = (from: number, count: number) =>
		Array.from({ length: count }, (_, index) =>
			sampleExchange({
				id: from + index,
				kind: 'proxy',
				server: 'proxy/ecstasy',
				cache: index % 6 === 0 ? 'miss' : 'hit',
			}),
		);

	it('is summed up in a line, one every five seconds at most', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.press('2');
		lab.set({ exchanges: more(1, 12) });
		expect(person.heard()).toEqual([]);
		expect(person.wait(1_000)).toEqual(['12 new exchanges: 10 hits, 2 misses.']);
		const said: string[] = [];
		for (let round = 1; round <= 100; round += 1) {
			lab.set({ exchanges: more(1 + round * 10, 12 + round) });
			said.push(...person.wait(100));
		}
		expect(said).toHaveLength(2);
	});

	it('is not told of in other panels, nor while Traffic is paused, and is not made up for', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.press('2', 'space');
		lab.set({ exchanges: more(1, 5) });
		expect(person.wait(10_000)).toEqual([]);
		expect(person.press('space')[0]).toBe('Traffic goes on, 5 new.');
		person.press('1');
		lab.set({ exchanges: more(1, 9) });
		expect(person.wait(10_000)).toEqual([]);
	});

	it('that the filter keeps out is not counted', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.press('2', '/', ...'miss', 'enter');
		lab.set({ exchanges: more(1, 12) });
		expect(person.wait(1_000)).toEqual(['2 new exchanges: 2 misses.']);
	});
});

describe('a text field', () => {
	it('is named, echoes what is typed, and says what has come of it once the typing stops', () => {
		const person = listenTo(createFakeLab(sampleSnapshot({ exchanges })));
		person.press('2');
		expect(person.press('/', 'h', 'i', 't')).toEqual(['Filter: hit']);
		expect(person.wait(900)).toEqual([]);
		expect(person.wait(100)).toEqual(['2 of 3 match: served from the cache.']);
		expect(person.press('x')).toEqual(['Filter: hitx']);
		expect(person.press('backspace')).toEqual(['Filter: hit']);
		expect(person.press('enter')).toEqual(['2 of 3 match: served from the cache.']);
		expect(person.press('escape')).toEqual(['No filter, 3 exchanges.']);
	});

	it('finds a host, says it, and takes it', () => {
		const person = listenTo(createFakeLab());
		expect(person.press('/').at(0)).toMatch(/^Hosts\. Type to find one/);
		person.press(...'tyg');
		expect(person.wait(1_000)).toEqual(['2 found. Proxy tyger, port 12001, 1 of 2.']);
		expect(person.press('down')).toEqual(['Poetry tyger, port 10001, 2 of 2.']);
		expect(person.press('enter')[0]).toBe('Client: poetry tyger, port 10001; no transforms.');
	});

	it('of the hosts says how many enter takes, where all of a kind were asked for', () => {
		const person = listenTo(createFakeLab());
		person.press('4', '/', ...'poets');
		expect(person.wait(1_000)[0]).toMatch(/^3 found\. Enter takes the 3 that are marked\. Poetry ecstasy/);
		expect(person.press('enter')[0]).toMatch(/^Client: 3 poets/);
	});

	it('of a fault says which it is, its settings, and what is wrong with them', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.press('1');
		expect(person.press('f')).toEqual([
			'Faults of poetry ecstasy: none is on. Space switches one; type its settings.',
			'latency, off: Holds back everything that the server says.',
			'Settings of latency, ms, jitter, p: 300',
		]);
		person.press(...'50');
		expect(person.wait(1_000)).toEqual(['50 milliseconds, jitter 0 milliseconds, p 1.']);
		expect(person.press('space')).toEqual(['latency:50 is on.']);
		expect(lab.actions).toContainEqual(expect.objectContaining({ type: 'set-fault', fault: 'latency' }));
	});

	it('for a file says what is wrong with the name', async () => {
		const lab = createFakeLab(sampleSnapshot({ fetch: sampleFetch() }));
		lab.savePoem = () => Promise.resolve({ saved: false, why: 'there is such a file' });
		const person = listenTo(lab);
		expect(person.press('s')).toContain('Save the poem in: ecstasy.txt');
		expect(person.press('enter')).toEqual(['Saving.']);
		await Promise.resolve();
		await Promise.resolve();
		expect(person.heard()).toContain('Not done: there is such a file.');
	});
});

describe('help', () => {
	it('tells the keys of the panel first, then, asked once more, all the others', () => {
		const person = listenTo(createFakeLab());
		person.press('2');
		const first = person.press('?');
		expect(first.slice(0, 3)).toEqual(['Keys here.', 'Traffic:', 'enter or i: open the exchange.']);
		expect(first).toContain('capital G or end: the newest, and follow.');
		expect(first).not.toContain('Servers:');
		expect(person.press('?')).toContain('Servers:');
	});

	it('leaves the person where they are, so that the next key is the one they heard of', () => {
		const person = listenTo(createFakeLab());
		expect(person.press('?', '1').at(-2)).toBe('Servers: 7 servers, 0 open, 0 served.');
	});
});

describe('what the lab does', () => {
	it('is told where a server stops or fails, and no more often than that', () => {
		const lab = createFakeLab();
		const person = listenTo(lab);
		person.heard();
		const { servers } = lab.snapshot();
		lab.set({
			servers: servers.map(server => (server.id === 'transform' ? { ...server, status: 'stopped' } : server)),
		});
		expect(person.heard()).toEqual(['Transform server is stopped.']);
		lab.set({ servers: [...lab.snapshot().servers] });
		expect(person.heard()).toEqual([]);
	});

	it('says what is wrong with a server before its numbers', () => {
		const broken = sampleServer({
			id: 'poetry/ecstasy',
			faults: [{ name: 'reset', settings: { after: 120, p: 1 } }],
			served: 1,
		});
		const person = listenTo(createFakeLab(sampleSnapshot({ servers: [broken] })));
		expect(person.press('1').at(-1)).toMatch(/^Poetry ecstasy, broken: reset:120, port 10000/);
	});

	it('tells of an open connection how far it is', () => {
		const open = openExchange({
			id: 1,
			server: 'poetry/ozymandias',
			bytesOut: 120,
			expectedBytes: 631,
			peer: 'client',
		});
		const lab = createFakeLab(sampleSnapshot({ open: [open], totals: { ...sampleSnapshot().totals, open: 1 } }));
		expect(listenTo(lab).press('3')).toEqual([
			'Connections: 1 open.',
			'Sending, poetry ozymandias, 120 of 631 bytes, still open, from the client, at 10:30:01, 1 of 1.',
		]);
	});
});
