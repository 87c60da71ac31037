import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import { textWidth } from '../../source/ui/text/width.ts';
import {
	createFakeLab,
	type FakeLab,
	noTotals,
	openExchange,
	runningFetch,
	sampleExchange,
	sampleFetch,
	sampleSnapshot,
	sampleTime,
} from '../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf, type TestScreen } from '../fixtures/terminal.tsx';

function open(change: Partial<Snapshot> = {}, columns = 80, rows = 24): { lab: FakeLab; screen: TestScreen } {
	const lab = createFakeLab(sampleSnapshot(change));
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

function withFakeTimers(): void {
	vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
	onTestFinished(() => {
		vi.useRealTimers();
	});
}

const traffic = [
	sampleExchange({ id: 1, server: 'proxy/ecstasy', kind: 'proxy', cache: 'miss', durationMs: 12.3, peer: 'client' }),
	sampleExchange({ id: 2, peer: 'proxy/ecstasy' }),
	sampleExchange({
		id: 3,
		server: 'transform',
		kind: 'transform',
		transform: 'cummingsify',
		replied: true,
		durationMs: 0.6,
		peer: 'client',
	}),
	sampleExchange({ id: 4, server: 'proxy/ecstasy', kind: 'proxy', cache: 'hit', durationMs: 0.3, peer: 'client' }),
];

describe('the whole screen', () => {
	it('tells a newcomer at 80x24 what to press', () => {
		const { screen } = open();
		expect(screen.frame()).toMatchInlineSnapshot(`
			" poetry lab   ○ 0 open   0 served   0 failed   0 fell back   loop ok     ? help
			╭─ 1 Servers ───────────────────╮╭─ 2 Traffic ───────────────────── following ─╮
			│ POETRY             open  sent ││ server         what happened   bytes   took │
			│›ecstasy     :10000    ·     · ││                                             │
			│ tyger slow  :10001    ·     · ││  Nothing has happened yet.                  │
			│ ozymandias  :10002    ·     · ││  enter in Client (4) fetches a poem.        │
			╰──────────────────── ↓ 6 more ─╯│  Or, in another terminal:                   │
			╭─ 3 Connections ───────────────╮│    nc 127.0.0.1 10000                       │
			│ nobody is connected now       ││                                             │
			│                               ││                                             │
			╰───────────────────────────────╯│                                             │
			╭─ 4 Client ────────────────────╮│                                             │
			│ Host       ‹ proxy/ecstasy  › ││                                             │
			│ Transforms none   t chooses   │╰─────────────────────────────────────────────╯
			│▸            Fetch   enter     │╭─ 5 Poem ────────────────────────────────────╮
			│                               ││                                             │
			│ Enter fetches through this    ││  The poem appears here as its bytes arrive. │
			│ caching proxy: a MISS, so it  ││                                             │
			│ asks the poet. Once more: a   ││                                             │
			│ HIT.                          ││                                             │
			│                               ││                                             │
			│ / takes several hosts         ││                                             │
			╰───────────────────────────────╯╰─────────────────────────────────────────────╯
			 enter fetch   t transforms   / hosts   tab panel   0 lessons   ? help   q quit"
		`);
	});

	it('shows traffic, a poem and its outcome at 120x36', () => {
		const { screen } = open(
			{
				exchanges: traffic,
				droppedExchanges: 1_204,
				open: [
					openExchange({
						id: 5,
						server: 'poetry/tyger',
						bytesOut: 203,
						expectedBytes: 812,
						openedAt: sampleTime + 57_900,
					}),
				],
				fetch: sampleFetch({
					status: 'fell-back',
					steps: [
						{ transform: 'cummingsify', status: 'succeeded', durationMs: 0.6 },
						{ transform: 'gibberish', status: 'failed', why: 'closed without a reply', durationMs: 1.2 },
					],
					durationMs: 14.2,
				}),
				totals: { ...noTotals, open: 1, served: 4, hits: 1, misses: 1, fellBack: 1 },
			},
			120,
			36,
		);
		expect(screen.frame()).toMatchInlineSnapshot(`
			" poetry lab   ● 1 open   4 served   cache 50% hit   0 failed   1 fell back   loop ok                             ? help
			╭─ 1 Servers ─────────────────────────────╮╭─ 2 Traffic ─────────────────────────────────────────────────── following ─╮
			│ POETRY               open   sent  bytes ││ time         server            what happened         bytes    took from   │
			│›ecstasy       :10000    ·      · 3.0 kB ││ 10:30:01.000 proxy/ecstasy     MISS                 3.0 kB   12 ms client │
			│ tyger slow    :10001    ·      ·  812 B ││ 10:30:02.000 poetry/ecstasy    SENT                 3.0 kB   11 ms proxy  │
			│ ozymandias    :10002    ·      ·  631 B ││ 10:30:03.000 transform         REPLIED cummingsify  3.0 kB  0.6 ms client │
			│ PROXIES              open    hit cached ││ 10:30:04.000 proxy/ecstasy     HIT                  3.0 kB  0.3 ms client │
			│ ecstasy       :12000    ·      ·      · ││                                                                           │
			│ tyger         :12001    ·      ·      · ││                                                                           │
			│ ozymandias    :12002    ·      ·      · ││                                                                           │
			│ TRANSFORM                               ││                                                                           │
			│ transform     :11000    ·      ·        ││                                                                           │
			╰─────────────────────────────────────────╯│                                                                           │
			╭─ 3 Connections ──────────────── 1 open ─╮│                                                                           │
			│ :50005  poetry/tyger      ━─────  2.1 s ││                                                                           │
			│                                         ││                                                                           │
			│                                         ││                                                                           │
			│                                         ││                                                                           │
			│                                         ││                                                                           │
			╰─────────────────────────────────────────╯│                                                                           │
			╭─ 4 Client ──────────────────────────────╮│                                                                           │
			│ Host       ‹ proxy/ecstasy  ›           │╰─ 1,204 older dropped ─────────────────────────────────────────────────────╯
			│            through its cache            │╭─ 5 Poem ─────────────────────────────────────────────────────────── 44 B ─╮
			│ Transforms none   t chooses             ││  The Ecstasy                                                              │
			│▸            Fetch   enter               ││                                                                           │
			│                                         ││  Where, like a pillow on a bed,                                           │
			│ ✗ FELL BACK gibberish: closed without a ││                                                                           │
			│   reply                                 ││                                                                           │
			│ ● poem         MISS 12 ms               ││                                                                           │
			│ ● cummingsify  0.6 ms                   ││                                                                           │
			│ ✗ gibberish    closed without a reply   ││                                                                           │
			│                                         ││                                                                           │
			│ i opens what happened                   ││                                                                           │
			│ / takes several hosts                   ││                                                                           │
			╰─────────────────────────────────────────╯╰─ proxy/ecstasy MISS · cummingsify · gibberish fell back ──────────────────╯
			 enter fetch   t transforms   / hosts   c crowd   i inspect   ↑↓ move   tab panel   0 lessons   ? help   q quit"
		`);
	});

	it('has one mark ▸, in the panel where the keys go', () => {
		for (const [columns, rows] of [
			[80, 24],
			[120, 36],
			[200, 60],
		] as const) {
			const { screen } = open({ exchanges: traffic }, columns, rows);
			const marked = screen.frame().split('▸').length - 1;
			expect(marked, `${columns}x${rows}`).toBe(1);
		}
	});

	it('keeps the five panels reachable at 60x16', async () => {
		const { screen } = open({ exchanges: traffic }, 60, 16);
		expect(screen.frame()).toMatchInlineSnapshot(`
			" poetry lab   ○ 0 open   0 served   0 failed         ? help
			 1 Servers   2 Traffic   3 Open   4 Client   5 Poem
			╭─ 4 Client ─────────────────╮╭─ 5 Poem ───────────────────╮
			│ Host       ‹proxy/ecstasy› ││                            │
			│            via its cache   ││  The poem appears here as  │
			│ Transforms none   t chooses││  its bytes arrive.         │
			│▸            Fetch   enter  ││                            │
			│                            ││                            │
			│ Enter fetches through this ││                            │
			│ caching proxy: a MISS, so  ││                            │
			│ it asks the poet. Once     ││                            │
			│ more: a HIT.               ││                            │
			│                            ││                            │
			│ / takes several hosts      ││                            │
			╰────────────────────────────╯╰────────────────────────────╯
			 enter fetch   tab panel   0 lessons   ? help   q quit"
		`);
		expect(await screen.press('2', '─ 2 Traffic')).toContain('REPLIED cummingsify');
		expect(await screen.press('1', '─ 1 Servers')).toContain('─ 3 Connections');
		expect(await screen.press('5', '─ 5 Poem')).toContain('─ 4 Client');
	});

	it('says which size it needs where it is too small, and comes back when there is room', async () => {
		const { screen } = open({}, 50, 12);
		expect(screen.frame()).toContain('needs 60x16');
		expect(screen.frame()).toContain('this terminal is 50x12');
		screen.resize(80, 24);
		expect(await screen.until(frame => frame.includes('4 Client'))).not.toContain('needs 60x16');
	});

	it('gives the poem a page of its own at 200x60', () => {
		const { screen } = open({ fetch: sampleFetch() }, 200, 60);
		const rows = rowsOf(screen.frame());
		expect(rows[1]).toContain('1 Servers');
		expect(rows[1]).toContain('2 Traffic');
		expect(rows[1]).toContain('5 Poem');
		expect(rows.length).toBe(60);
	});

	it('draws frames of exactly the terminal’s size at every size', async () => {
		const { screen } = open({ exchanges: traffic, fetch: sampleFetch() });
		for (const [columns, rows] of [
			[60, 16],
			[61, 17],
			[79, 40],
			[80, 22],
			[80, 21],
			[95, 24],
			[169, 41],
			[170, 40],
			[240, 80],
			[30, 8],
			[10, 3],
			[1, 1],
		] as const) {
			screen.resize(columns, rows);
			const frame = await screen.until(now => rowsOf(now).length === rows);
			expect(Math.max(...rowsOf(frame).map(textWidth))).toBeLessThanOrEqual(columns);
		}
	});

	it('shows a stranger’s control characters as pictures, and no layout breaks', () => {
		const evil = '\u001b[2J\u001b[31m\u0007\u009b5;5H\r\n\u202egnp.\u0000';
		const { screen } = open(
			{
				exchanges: [
					sampleExchange({
						id: 1,
						server: 'transform',
						kind: 'transform',
						transform: evil,
						how: 'refused',
						why: evil,
						peerHost: evil,
					}),
				],
				fetch: sampleFetch({
					poem: new TextEncoder().encode(`${evil}\n雨ニモマケズ\n👩‍👩‍👧\tx`),
					steps: [{ transform: evil, status: 'failed', why: evil }],
					status: 'fell-back',
				}),
				notices: [evil],
				hosts: [{ address: evil, label: evil, status: 'unknown' }],
				transforms: [{ name: evil, summary: evil }],
			},
			120,
			36,
		);
		const frame = screen.frame();
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
		expect(frame).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		expect(frame).toContain('␛[31m');
		const rows = rowsOf(frame);
		expect(rows.length).toBe(36);
		expect(rows.slice(1, 34).every(row => /[╮│╯]$/.test(row))).toBe(true);
		expect(new Set(rows.slice(1, 34).map(textWidth))).toEqual(new Set([120]));
	});

	it.each([
		[60, 16],
		[80, 24],
		[120, 36],
		[200, 60],
	])('has the same hints with a notice as without one, and its words above them, at %ix%i', async (columns, rows) => {
		const notice = 'a.txt is not served: it is a pipe, no file.';
		const quiet = rowsOf(open({}, columns, rows).screen.frame());
		const { screen } = open({ notices: [notice] }, columns, rows);
		const noticed = rowsOf(screen.frame());
		expect(noticed.length).toBe(rows);
		expect(noticed.at(-1)).toBe(quiet.at(-1));
		expect(noticed.at(-2)).toContain(notice);
		screen.type(keys.escape);
		expect(rowsOf(await screen.until(frame => !frame.includes(notice)))).toEqual(quiet);
	});

	it('has no timer and draws nothing while nothing happens', async () => {
		withFakeTimers();
		const { screen } = open({ exchanges: traffic, fetch: sampleFetch() });
		await screen.press('2', '▸');
		const before = screen.frameCount();
		expect(vi.getTimerCount()).toBe(0);
		vi.advanceTimersByTime(60_000);
		expect(screen.frameCount()).toBe(before);
	});

	it('lets ages go on only while something is open', async () => {
		withFakeTimers();
		const { lab, screen } = open({ open: [openExchange({ id: 5 })], totals: { ...noTotals, open: 1 } });
		expect(vi.getTimerCount()).toBe(1);
		const first = screen.frameCount();
		const second = screen.until(() => screen.frameCount() > first);
		vi.advanceTimersByTime(250);
		await second;
		lab.set({ open: [], totals: noTotals });
		await screen.until(frame => frame.includes('nobody is connected now'));
		expect(vi.getTimerCount()).toBe(0);
	});

	it('stops listening to the lab when it is closed', () => {
		const { lab, screen } = open();
		screen.close();
		expect(lab.listening).toBe(0);
	});
});

describe('the first minute of a newcomer', () => {
	it('fetches from the first proxy with a plain enter, and once more', async () => {
		const { lab, screen } = open();
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'fetch', address: '127.0.0.1:12000', transforms: [] }]);
		lab.set({ fetch: sampleFetch({ id: 1 }) });
		expect(await screen.until(frame => frame.includes('● MISS 12 ms'))).toContain('The Ecstasy');
		screen.type('r');
		expect(lab.actions.length).toBe(2);
		lab.set({ fetch: sampleFetch({ id: 2, cache: 'hit', poemMs: 0.3, durationMs: 0.3 }) });
		const frame = await screen.until(now => now.includes('● HIT 0.3 ms'));
		expect(frame).toContain('before');
		expect(frame).toMatch(/MISS 12 ms\s+proxy\/ecstasy/);
	});

	it('picks two transforms in order, and the order is what is asked for', async () => {
		const { lab, screen } = open();
		await screen.press('t', '─ Transforms ─');
		await screen.press(' ', 'runs  cummingsify');
		await screen.press(`${keys.down}${keys.down} `, 'runs  cummingsify → shout');
		await screen.press(keys.shiftUp, 'runs  shout → cummingsify');
		await screen.press(keys.enter, '1 shout');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'fetch', address: '127.0.0.1:12000', transforms: ['shout', 'cummingsify'] }]);
	});

	it('finds a host by typing, and adds one that is not known', async () => {
		const { lab, screen } = open();
		await screen.press('/', 'type to find a host');
		await screen.press('ozy', '2 of 6');
		await screen.press(keys.enter, '‹proxy/ozymandias›');
		await screen.press('/', '─ Hosts ─');
		await screen.press('localhost:9999', 'adds localhost:9999');
		await screen.press(keys.enter, 'localhost:9999');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([
			{ type: 'add-host', address: 'localhost:9999' },
			{ type: 'fetch', address: 'localhost:9999', transforms: [] },
		]);
	});

	it('says what is wrong with an address that is none, and asks for nothing', async () => {
		const { lab, screen } = open();
		await screen.press('/', '─ Hosts ─');
		expect(await screen.press('wherever', 'no host here has that')).not.toContain('adds wherever');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([]);
		expect(await screen.press(':9999', 'adds wherever:9999')).not.toContain('no host here has that');
	});
});

describe('keys', () => {
	it('quits on q and on Ctrl+C, but not on a q that is typed', async () => {
		const { screen } = open();
		await screen.press('2/', 'words, miss !hit');
		await screen.press('q', '/q');
		expect(screen.quits()).toBe(0);
		screen.type(keys.ctrlC);
		expect(screen.quits()).toBe(1);
		screen.type(keys.escape);
		await screen.until(frame => !frame.includes('/q'));
		screen.type('q');
		expect(screen.quits()).toBe(2);
	});

	it('opens a host picker on letters typed on Host, and takes no letter for a command there', async () => {
		const { lab, screen } = open();
		screen.type(`${keys.up}${keys.up}`);
		expect(await screen.press('rxq1', '› rxq1')).toContain('─ Hosts ─');
		expect(lab.actions).toEqual([]);
		expect(screen.quits()).toBe(0);
	});

	it('drops control characters from what is pasted', async () => {
		const { screen } = open();
		await screen.press('/', '─ Hosts ─');
		await screen.press('\u001b[200~tyg\u001b[31m\r\ner\u0007\u001b[201~', '› tyg[31mer');
	});

	it('goes round the panels with tab, and back with shift-tab', async () => {
		const { screen } = open();
		await screen.press(keys.tab, '↑↓ move');
		screen.type(keys.tab);
		await screen.until(frame => frame.includes('enter as host'));
		await screen.press(keys.shiftTab);
		expect(screen.frame()).not.toContain('enter as host');
	});

	it('shows every panel’s keys in the help, and closes it', async () => {
		const { screen } = open({}, 120, 36);
		const help = await screen.press('?', '─ Keys ─');
		expect(help).toContain('Ten keys to begin with');
		expect(help).toContain('choose hosts, or add one');
		expect(help).toContain('Choosing a host');
		expect(await screen.press(keys.escape, '4 Client')).not.toContain('─ Keys ─');
	});

	it('zooms the focused panel to the whole screen and back', async () => {
		const { screen } = open({ exchanges: traffic });
		await screen.press('2', '▸');
		const zoomed = await screen.press('z', 'from');
		expect(zoomed).not.toContain('5 Poem');
		expect(await screen.press(keys.escape, '5 Poem')).toContain('4 Client');
	});

	it('stops a server, says so, and starts it again', async () => {
		const { lab, screen } = open();
		await screen.press('1', 'o on/off');
		await screen.press(`Go`, 'stopping transform');
		expect(lab.actions).toEqual([{ type: 'stop-server', server: 'transform' }]);
		lab.set({
			servers: lab
				.snapshot()
				.servers.map(server => (server.id === 'transform' ? { ...server, status: 'stopped' } : server)),
		});
		expect(await screen.until(frame => frame.includes('1 stopped'))).toContain('stopped');
		screen.type('o');
		expect(lab.actions.at(-1)).toEqual({ type: 'start-server', server: 'transform' });
	});

	it('cancels a running fetch with esc in the client', async () => {
		const { lab, screen } = open({ fetch: runningFetch() });
		screen.type(keys.escape);
		await screen.until(() => lab.actions.length > 0);
		expect(lab.actions).toEqual([{ type: 'cancel-fetch' }]);
	});

	it('says how much was purged', async () => {
		const { lab, screen } = open({ totals: { ...noTotals, cacheEntries: 2, cacheBytes: 3_815 } });
		await screen.press('x', 'cache purged: 2 poems, 3.8 kB');
		expect(lab.actions).toEqual([{ type: 'purge-cache' }]);
	});
});

describe('traffic', () => {
	it('stays paused while exchanges come, and counts them', async () => {
		const { lab, screen } = open({ exchanges: traffic });
		await screen.press(' ', 'paused');
		lab.set({
			exchanges: [...traffic, sampleExchange({ id: 5, server: 'proxy/tyger', kind: 'proxy', cache: 'stale' })],
		});
		const paused = await screen.until(frame => frame.includes('paused, +1 new'));
		expect(paused).not.toContain('STALE');
		expect(await screen.press(' ', 'following')).toContain('STALE');
	});

	it('keeps the selected exchange on its line while others come, and follows again at the end', async () => {
		const many = Array.from({ length: 40 }, (_, index) => sampleExchange({ id: index + 1, durationMs: 100 + index }));
		const { lab, screen } = open({ exchanges: many });
		await screen.press('2', '▸');
		await screen.press(`${keys.up}${keys.up}`, '38 of 40');
		const before = rowsOf(screen.frame()).findIndex(row => row.includes('▸poetry') && row.includes('137 ms'));
		lab.set({ exchanges: [...many, sampleExchange({ id: 41, durationMs: 999 })] });
		const after = await screen.until(frame => frame.includes('38 of 41'));
		expect(rowsOf(after).findIndex(row => row.includes('▸poetry') && row.includes('137 ms'))).toBe(before);
		expect(after).not.toContain('999 ms');
		expect(await screen.press('G', 'following')).toContain('999 ms');
	});

	it('filters while it is typed, and shows all again after esc', async () => {
		const { screen } = open({ exchanges: traffic });
		await screen.press('2/', 'words, miss !hit');
		const frame = await screen.press('miss ecs', '1 of 4 match');
		expect(frame).not.toContain('REPLIED');
		await screen.press('tzz', 'none of 4 exchanges matches');
		expect(await screen.press(keys.escape, 'REPLIED')).toContain('following');
	});
});

describe('the poem', () => {
	const lines = Array.from({ length: 80 }, (_, index) => `line ${index + 1}`).join('\n');

	it('follows its newest rows while it arrives, and shows its beginning once it is there', async () => {
		const poem = new TextEncoder().encode(lines);
		const { lab, screen } = open({
			fetch: runningFetch({ poem: poem.subarray(0, 300), poemBytes: 300 }),
		});
		expect(screen.frame()).toContain('line 38');
		expect(screen.frame()).toContain('◐ MISS 300 B');
		lab.set({ fetch: sampleFetch({ poem, poemBytes: poem.length }) });
		expect(await screen.until(frame => frame.includes('of 80'))).toContain('line 1 ');
	});

	it('scrolls by page and by line, and says where it is', async () => {
		const { screen } = open({ fetch: sampleFetch({ poem: new TextEncoder().encode(lines) }) });
		await screen.press('5', 'of 80');
		await screen.press('G', '80 of 80');
		await screen.press('k', '79 of 80');
		await screen.press('g', 'line 1 ');
	});
});
