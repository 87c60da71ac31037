import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServerId } from '../../../source/events/events.ts';
import { parseFault } from '../../../source/faults/fault-settings.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { seen } from '../../fixtures/lab-seen.ts';
import { watchForLeaks } from '../../fixtures/leaks.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { visit } from '../../ledger/visit.ts';

/** Longer than what is written at once, and than the first chunk that a proxy is sent. */
const poem = Buffer.from('Whose woods these are I think I know.\n'.repeat(2_000));
const request = `${poem.length + 6}:shout.${poem},`;
const reply = Buffer.from(`${poem.length}:${poem.toString().toUpperCase()},`);
const clients = { bare: 10, crowd: 25 };

interface Scenario {
	readonly name: string;
	readonly broken: ServerId;
	/** Whom the clients ask; the crowd asks a transform server by way of its poems. */
	readonly asked: ServerId;
	readonly sees: 'as a poem' | 'as a reply' | 'through a proxy';
	readonly eachFetches?: boolean;
	readonly hasPoem?: boolean;
}

const [poetry, proxy, transform] = ['poetry/woods', 'proxy/woods', 'transform'];
const scenarios: readonly Scenario[] = [
	{ name: 'a poetry server', broken: poetry, asked: poetry, sees: 'as a poem' },
	{ name: 'a transform server', broken: transform, asked: transform, sees: 'as a reply' },
	{ name: 'a proxy that has the poem', broken: proxy, asked: proxy, sees: 'as a poem', hasPoem: true },
	{ name: 'a proxy that fetches once for all', broken: proxy, asked: proxy, sees: 'as a poem' },
	{ name: 'a proxy that fetches for each', broken: proxy, asked: proxy, sees: 'as a poem', eachFetches: true },
	{ name: 'the upstream, fetched once for all,', broken: poetry, asked: proxy, sees: 'through a proxy' },
	{ name: 'the upstream, fetched for each,', broken: poetry, asked: proxy, sees: 'through a proxy', eachFetches: true },
];

/** What a bare client has in the end, and what most becomes of a crowd's clients. */
type Outcome = readonly [bare: RegExp, crowd: string];
const fine: Outcome = [/^whole, in order$/, 'whole'];
const unnoticed: Outcome = [/^part, in order$/, 'whole'];
const fellBack = (bare: RegExp): Outcome => [bare, 'fell back'];

const outcomes: Readonly<Record<string, Readonly<Record<Scenario['sees'], Outcome>>>> = {
	'latency:30:10': { 'as a poem': fine, 'as a reply': fine, 'through a proxy': fine },
	'trickle:30000:1': { 'as a poem': fine, 'as a reply': fine, 'through a proxy': fine },
	'slice:30000:0': { 'as a poem': fine, 'as a reply': fine, 'through a proxy': fine },
	'truncate:1000': {
		'as a poem': unnoticed,
		'as a reply': fellBack(/^part, in order$/),
		'through a proxy': unnoticed,
	},
	'truncate:0': {
		'as a poem': [/^nothing, in order$/, 'empty'],
		'as a reply': fellBack(/^nothing, in order$/),
		'through a proxy': [/^nothing, reset$/, 'reset'],
	},
	'reset:1000': {
		'as a poem': [/^part, reset$/, 'reset'],
		'as a reply': fellBack(/^part, reset$/),
		'through a proxy': [/^(part|nothing), reset$/, 'reset'],
	},
	hang: {
		'as a poem': [/^nothing, left$/, 'cancelled'],
		'as a reply': [/^nothing, left$/, 'cancelled'],
		'through a proxy': [/^nothing, left$/, 'cancelled'],
	},
	down: {
		'as a poem': [/^nothing, refused$/, 'refused'],
		'as a reply': fellBack(/^nothing, refused$/),
		'through a proxy': [/^nothing, reset$/, 'reset'],
	},
	corrupt: {
		'as a poem': [/^wrong, in order$/, 'whole'],
		'as a reply': fellBack(/^wrong, in order$/),
		'through a proxy': [/^wrong, in order$/, 'whole'],
	},
};

let poemsDir = '';
beforeAll(async () => {
	poemsDir = await mkdtemp(join(tmpdir(), 'poems-'));
	await writeFile(join(poemsDir, 'woods.txt'), poem);
});
afterAll(() => rm(poemsDir, { recursive: true }));

const portOf = (lab: Lab, server: ServerId) => lab.snapshot().servers.find(({ id }) => id === server)?.port ?? 0;
const addressOf = (lab: Lab, server: ServerId) => `127.0.0.1:${portOf(lab, server)}`;

/** A lab that is set up and broken as it should be, whose books are kept. */
async function broken({ broken: server, eachFetches = false, hasPoem = false }: Scenario, faultText: string) {
	const ledger = new Ledger();
	const lab = await createLocalLab({ ...labOnFreePorts, poemsDir, slowPoems: [], seed: 7 }, event =>
		ledger.take(event),
	);
	if (hasPoem) {
		ledger.saw(await visit({ who: 'first', port: portOf(lab, proxy), expected: poem, patienceMs: 60_000 }));
	}
	lab.dispatch({ type: 'set-collapsing', server: proxy, on: !eachFetches });
	const { fault, settings } = parseFault(faultText);
	lab.dispatch({ type: 'set-fault', server, fault: fault.name, settings });
	await seen(lab, ({ servers }) => servers.some(({ faults }) => faults.length === 1));
	return { lab, ledger };
}

/** Everybody comes at once: bare clients, a crowd, and the lab's own client. */
function everybody(lab: Lab, { asked }: Scenario, signal = new AbortController().signal) {
	const isTransform = asked === transform;
	const address = addressOf(lab, isTransform ? poetry : asked);
	const transforms = isTransform ? ['shout'] : [];
	const bare = Array.from({ length: clients.bare }, () =>
		visit({
			who: 'bare',
			port: portOf(lab, asked),
			expected: isTransform ? reply : poem,
			says: isTransform ? [request] : [],
			patienceMs: 60_000,
			leavesBy: 'reset',
			signal,
		}),
	);
	lab.dispatch({ type: 'start-crowd', address, transforms, clients: clients.crowd });
	lab.dispatch({ type: 'fetch', address, transforms });
	return Promise.all(bare);
}

/** Waits until everybody has been accepted, and has not left. */
function allAreThere(lab: Lab, { asked }: Scenario) {
	const all = clients.bare + clients.crowd + 1;
	return seen(lab, ({ servers }) => servers.some(({ id, open }) => id === asked && open === all));
}

describe.each(scenarios)('$name under a crowd', scenario => {
	test.each(Object.keys(outcomes))(
		'with %s gives each client what it should, counts all, and leaks nothing',
		async fault => {
			const [bareOutcome, crowdOutcome] = outcomes[fault]?.[scenario.sees] ?? fine;
			const leaks = watchForLeaks();
			const { lab, ledger } = await broken(scenario, fault);
			const leave = new AbortController();
			setMaxListeners(0, leave.signal);
			const visits = everybody(lab, scenario, leave.signal);
			if (crowdOutcome === 'cancelled') {
				await allAreThere(lab, scenario);
				leave.abort();
				lab.dispatch({ type: 'cancel-crowd' });
				lab.dispatch({ type: 'cancel-fetch' });
			}
			const sights = await visits;
			sights.forEach(sight => void ledger.saw(sight));
			const { crowd } = await seen(
				lab,
				({ totals, crowd, fetch }) =>
					totals.open === 0 && crowd?.durationMs !== undefined && fetch?.status !== 'running',
			);
			await lab.close();
			expect(sights.map(({ got, end }) => `${got}, ${end}`)).toEqual(
				sights.map(() => expect.stringMatching(bareOutcome)),
			);
			const { whole, fellBack: back } = crowd ?? {};
			const failures = crowd?.failures.map(({ code, clients }) => ({ code, clients }));
			expect({ whole, back, failures }).toEqual({
				whole: crowdOutcome === 'whole' ? clients.crowd : 0,
				back: crowdOutcome === 'fell back' ? clients.crowd : 0,
				failures: ['whole', 'fell back'].includes(crowdOutcome) ? [] : [{ code: crowdOutcome, clients: clients.crowd }],
			});
			expect(ledger.complaints(lab.snapshot())).toEqual([]);
			expect(await leaks.stop()).toEqual([]);
		},
	);

	test.each(['hang', 'trickle:200:20'])('closed in the middle, with %s, counts all and leaks nothing', async fault => {
		const leaks = watchForLeaks();
		const { lab, ledger } = await broken(scenario, fault);
		const visits = everybody(lab, scenario);
		await seen(lab, ({ servers }) => servers.some(({ id, open }) => id === scenario.asked && open > clients.bare));
		await lab.close();
		for (const sight of await visits) {
			ledger.saw(sight);
		}
		expect(ledger.complaints(lab.snapshot())).toEqual([]);
		expect(await leaks.stop()).toEqual([]);
	});
});
