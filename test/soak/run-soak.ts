import { setMaxListeners } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import { sleep } from '../../source/net/sleep.ts';
import type { Sight } from '../ledger/sight.ts';
import { visit } from '../ledger/visit.ts';
import { Acts } from './acts.ts';
import { Dice } from './dice.ts';
import { anyVisit } from './manners.ts';
import { askedOf, openSoakLab, portsTaken, type SoakLab } from './soak-lab.ts';

export interface SoakOptions {
	/** What all that happens comes from. */
	readonly seed: number;
	/** Asked before each turn, with the number of events so far: whether there is to be one more. */
	readonly goesOn: (events: number) => boolean;
	/** The rest between two turns. */
	readonly turnMs: number;
}

/** What a soak came to. */
export interface SoakResult {
	readonly snapshot: Snapshot;
	readonly ledger: SoakLab['ledger'];
	/** How the bare clients' visits ended. */
	readonly sights: Readonly<Record<string, number>>;
	/** What did not add up, or was not as it should be, in words. */
	readonly complaints: readonly string[];
}

/** So many bare clients are there at once, at most. */
const maxVisits = 200;
const healedWithinMs = 20_000;

/** Lets chance have its way with a lab; then makes it whole, closes it, and counts. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
	const soak = await openSoakLab(options.seed);
	const run = new SoakRun(soak, options);
	try {
		await run.mischief();
		const unwell = await run.heal();
		const snapshot = soak.lab.snapshot();
		await soak.close();
		const complaints = [
			...unwell,
			...soak.ledger.complaints(soak.lab.snapshot()),
			...(await portsTaken(snapshot)).map(port => `port ${port} is not free after the close`),
		];
		return { snapshot: soak.lab.snapshot(), ledger: soak.ledger, sights: run.sights, complaints };
	} finally {
		await soak.close();
	}
}

class SoakRun {
	readonly sights: Record<string, number> = {};
	readonly #soak: SoakLab;
	readonly #options: SoakOptions;
	readonly #leave = new AbortController();
	readonly #visits = new Set<Promise<Sight>>();
	#failure: Error | undefined;

	constructor(soak: SoakLab, options: SoakOptions) {
		this.#soak = soak;
		this.#options = options;
		// Every client listens to it: that is no leak.
		setMaxListeners(0, this.#leave.signal);
	}

	/** Turn after turn: bare clients come, and every now and then something is asked of the lab. */
	async mischief(): Promise<void> {
		const { seed, goesOn, turnMs } = this.#options;
		const dice = new Dice(seed, 'soak');
		const acts = this.#acts(seed);
		while (this.#failure === undefined && goesOn(this.#soak.events())) {
			const bare = dice.chance(0.1) ? dice.size(2, 30) : dice.whole(0, 2);
			for (let nth = 0; nth < bare; nth += 1) {
				this.#come(dice);
			}
			if (dice.chance(0.3)) {
				this.#soak.lab.dispatch(acts.next());
			}
			if (dice.chance(0.02)) {
				await this.#soak.lab.detail(this.#soak.lab.snapshot().exchanges.at(-1)?.id ?? 0);
			}
			await sleep(turnMs, this.#leave.signal);
		}
	}

	/** Takes every fault off; tells what is not as it should be then. */
	async heal(): Promise<readonly string[]> {
		const { lab } = this.#soak;
		for (const action of this.#acts(this.#options.seed).heal()) {
			lab.dispatch(action);
		}
		this.#leave.abort();
		await Promise.all(this.#visits);
		if (this.#failure !== undefined) {
			throw this.#failure;
		}
		const quiet = await this.#quiet();
		// A fetch that a fault had struck may have ended, and been stored, since the last purge.
		lab.dispatch({ type: 'purge-cache' });
		const { servers } = lab.snapshot();
		const sick = servers.filter(({ status, faults }) => status !== 'listening' || faults.length > 0);
		const visits = await Promise.all(servers.map(state => this.#visitHealed(state)));
		await this.#quiet();
		return [...quiet, ...sick.map(({ id, status }) => `${id} is ${status} after all was healed`), ...visits.flat()];
	}

	async #visitHealed(state: Snapshot['servers'][number]): Promise<readonly string[]> {
		const { port, expected, request } = askedOf(state);
		const says = request === undefined ? [] : [request];
		const sight = await visit({ who: 'last', port, expected, says, patienceMs: healedWithinMs });
		this.#soak.ledger.saw(sight);
		const [got, should] = [`${sight.got}, ${sight.end}`, expected.length > 0 ? 'whole, in order' : 'nothing, reset'];
		return got === should ? [] : [`${state.id} gives “${got}” after all was healed`];
	}

	/** Waits until no connection is open and no poem under way. */
	async #quiet(): Promise<readonly string[]> {
		const { lab } = this.#soak;
		const isQuiet = ({ totals, crowd, fetch }: Snapshot) =>
			totals.open === 0 && crowd?.status !== 'running' && fetch?.status !== 'running';
		const until = performance.now() + healedWithinMs;
		while (performance.now() < until) {
			if (isQuiet(lab.snapshot())) {
				return [];
			}
			await sleep(50, new AbortController().signal);
		}
		return lab.snapshot().open.map(({ id, server, bytesOut }) => `${server} #${id} stays open, ${bytesOut} bytes out`);
	}

	#come(dice: Dice): void {
		const { servers } = this.#soak.lab.snapshot();
		const [first, ...others] = servers;
		if (first === undefined) {
			return;
		}
		// Drawn also where there is no room, so that what is drawn next is the same.
		const what = anyVisit(dice, askedOf(dice.of(first, ...others)));
		if (this.#visits.size >= maxVisits) {
			return;
		}
		const one = visit({ ...what, signal: this.#leave.signal });
		this.#visits.add(one);
		one.then(
			sight => {
				this.#visits.delete(one);
				this.#soak.ledger.saw(sight);
				const how = `${sight.got}, ${sight.end}`;
				this.sights[how] = (this.sights[how] ?? 0) + 1;
			},
			(error: Error) => {
				this.#failure ??= error;
			},
		);
	}

	#acts(seed: number): Acts {
		const { lab, folder } = this.#soak;
		const { servers } = lab.snapshot();
		const places = servers.map(({ id, host, port }) => ({ server: id, address: `${host}:${port}` }));
		let recordings = 0;
		return new Acts(new Dice(seed, 'acts'), {
			servers: places,
			crowded: places.filter(({ server }) => !server.endsWith('/long')),
			newPath: () => {
				recordings += 1;
				rmSync(join(folder, `${recordings - 2}.jsonl`), { force: true });
				return join(folder, `${recordings}.jsonl`);
			},
		});
	}
}
