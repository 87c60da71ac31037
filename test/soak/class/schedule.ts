import { setTimeout as sleep } from 'node:timers/promises';
import { keys } from '../../../source/class/keys.ts';
import { machineName, upstreamKey } from '../../../source/class/poems/upstream-key.ts';
import { createClient } from '../../../source/class/redis-client.ts';
import { within } from '../../../source/lab/clock/within.ts';
import { type Member, openMember } from '../../fixtures/class/members.ts';
import { openRelay, type Relay } from '../../fixtures/class/relay.ts';
import { Dice } from '../dice.ts';
import { openClient, type Seen, type SoakClient } from './soak-client.ts';
import { openSoakUpstream, type SoakUpstream } from './soak-upstream.ts';

/** One lab of a schedule, and its way to the engine. */
interface Lab {
	readonly member: Member;
	readonly relay: Relay;
	/** It has left, or is as good as killed: cut off from the engine for good. Its clients are nobody's. */
	isGone: boolean;
	readonly clients: SoakClient[];
}

/** What happened in a schedule, and what was wrong with it. */
export interface ScheduleResult {
	readonly complaints: readonly string[];
	readonly acts: Readonly<Record<string, number>>;
	readonly ends: Readonly<Record<string, number>>;
}

const weights = { visit: 60, 'visit and leave': 12, rest: 10, cut: 4, hold: 3, mend: 6, die: 3, leave: 2 } as const;
/** Longer than all limits of time together: a lease, a silent upstream, an engine that does not answer. */
const patienceMs = 90_000;

/**
 * Three labs before one upstream, whose clients come and go, whose engine goes away and comes back, and of which any may
 * die, at moments that come from a seed. Whatever happens: a client has a whole poem or a reset, never a part that ends
 * in order; nothing but a whole poem is kept; nobody waits for ever; and where neither the upstream nor a lab fails,
 * nobody is reset.
 */
export async function runSchedule(enginePort: number, seed: number): Promise<ScheduleResult> {
	const dice = new Dice(seed, 'schedule');
	const upstream = await openSoakUpstream(seed);
	const labs = await Promise.all([0, 1, 2].map(at => openLab(enginePort, upstream, `lab${seed}-${at}`)));
	const acts: Record<string, number> = {};
	try {
		for (let left = dice.whole(10, 40); left > 0; left -= 1) {
			const act = dice.weighed(weights);
			acts[act] = (acts[act] ?? 0) + 1;
			perform[act](labs, dice);
			await sleep(dice.size(1, 80));
		}
		for (const { relay } of labs.filter(({ isGone }) => !isGone)) {
			relay.mend();
		}
		const seen = await Promise.all(
			labs
				.filter(({ isGone }) => !isGone)
				.flatMap(({ clients }) => clients.map(client => within(patienceMs, client.seen))),
		);
		const kept = await keptIn(enginePort, upstream);
		const mayReset = upstream.broken > 0 || labs.some(({ isGone }) => isGone);
		return { acts, ends: countEnds(seen), complaints: complaintsAbout(seen, kept, upstream, mayReset) };
	} finally {
		for (const { relay, clients } of labs) {
			relay.mend();
			for (const client of clients) {
				client.leave();
			}
		}
		await Promise.all(labs.map(({ member }) => member.leave()));
		for (const { relay } of labs) {
			relay.close();
		}
		upstream.close();
	}
}

async function openLab(enginePort: number, { host, port }: SoakUpstream, name: string): Promise<Lab> {
	const relay = await openRelay(enginePort);
	const address = { host: '127.0.0.1', port: relay.port, isTls: false, database: 0 };
	const member = await openMember({ address, name, answerMs: 250, upstreamHost: host, upstreamPort: port });
	return { relay, member, isGone: false, clients: [] };
}

type Act = (labs: readonly Lab[], dice: Dice) => void;

const perform: { readonly [act in keyof typeof weights]: Act } = {
	visit: onOne(lab => lab.clients.push(openClient(lab.member.port))),
	'visit and leave': onOne((lab, dice) => {
		const client = openClient(lab.member.port);
		setTimeout(() => client.leave(), dice.size(1, 300));
		lab.clients.push(client);
	}),
	rest: () => {},
	cut: labs => onAll(labs, ({ relay }) => relay.cut()),
	hold: labs => onAll(labs, ({ relay }) => relay.hold()),
	mend: labs => onAll(labs, ({ relay }) => relay.mend()),
	die: onOne(lab => {
		lab.isGone = true;
		lab.relay.cut();
	}),
	leave: onOne(lab => {
		lab.isGone = true;
		void lab.member.leave();
	}),
};

/** Does something to one of the labs that are there; the last one stays. */
function onOne(act: (lab: Lab, dice: Dice) => unknown): Act {
	return (labs, dice) => {
		const [first, ...others] = labs.filter(({ isGone }) => !isGone);
		if (first !== undefined) {
			act(dice.of(first, ...others), dice);
		}
	};
}

function onAll(labs: readonly Lab[], act: (lab: Lab) => void): void {
	for (const lab of labs.filter(({ isGone }) => !isGone)) {
		act(lab);
	}
}

/** The poem of this upstream that the engine keeps; undefined where it keeps none. */
async function keptIn(enginePort: number, { host, port }: SoakUpstream): Promise<Buffer | undefined> {
	const engine = await createClient({ socket: { host: '127.0.0.1', port: enginePort } }).connect();
	const key = keys.poem(upstreamKey({ host, port }, machineName()));
	const kept = await engine.sendCommand(['HGET', key, 'bytes'], { typeMapping: { 36: Buffer } });
	engine.destroy();
	return Buffer.isBuffer(kept) ? kept : undefined;
}

function countEnds(seen: readonly (Seen | undefined)[]): Record<string, number> {
	const ends: Record<string, number> = {};
	for (const one of seen) {
		const end = one?.end ?? 'waits';
		ends[end] = (ends[end] ?? 0) + 1;
	}
	return ends;
}

function complaintsAbout(
	seen: readonly (Seen | undefined)[],
	kept: Buffer | undefined,
	{ poem }: SoakUpstream,
	mayReset: boolean,
): readonly string[] {
	const wrong = seen.flatMap(one => {
		if (one === undefined) {
			return [`a client still waits after ${patienceMs / 1_000} s`];
		}
		const { bytes, end } = one;
		if (end === 'in order' && !bytes.equals(poem)) {
			return [`${bytes.length} of ${poem.length} bytes ended in order`];
		}
		if (!bytes.equals(poem.subarray(0, bytes.length))) {
			return [`${bytes.length} bytes that are not of the poem`];
		}
		return end === 'reset' && !mayReset
			? [`a reset after ${bytes.length} bytes, though nothing failed but the engine`]
			: [];
	});
	return kept === undefined || kept.equals(poem)
		? wrong
		: [...wrong, `the class keeps ${kept.length} of ${poem.length} bytes`];
}
