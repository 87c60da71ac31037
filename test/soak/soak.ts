// A soak: npm run soak -- [--seconds n] [--seed n], or --class n for so many schedules of a class. Many clients, good and bad, at a lab whose faults, servers and cache
// change at random; in the end everything is made whole, and has to add up. Exit code 1 where it does not.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { maxSeed } from '../../source/faults/random.ts';
import { formatBytes } from '../../source/ui/format.ts';
import { EngineServer } from '../fixtures/class/engine-server.ts';
import { runClassSoak } from './class/run-class-soak.ts';
import { countsTable, vitalsReport } from './report.ts';
import { runSoak } from './run-soak.ts';
import { Monitor } from './vitals.ts';

const turnMs = 15;
const [vitalsPerRun, linesPerRun] = [60, 10];

interface Flags {
	readonly seconds: number;
	readonly seed: number;
	/** So many random schedules of a class, in the place of the lab. */
	readonly schedules: number | undefined;
}

const asked = flags();
process.exitCode =
	asked === undefined
		? 2
		: await (asked.schedules === undefined ? soak(asked) : soakClass(asked.schedules, asked.seed));

async function soak({ seconds, seed }: Flags): Promise<number> {
	const unseen: string[] = [];
	process.on('warning', warning => void unseen.push(`warning: ${warning.stack}`));
	process.on('unhandledRejection', reason => void unseen.push(`unhandled rejection: ${describe(reason)}`));
	process.on('uncaughtException', error => void unseen.push(`uncaught exception: ${error.stack}`));
	print(`soak of ${seconds} s, seed ${seed}`);
	const monitor = new Monitor();
	const result = await runSoak({ seed, turnMs, goesOn: pacemaker(monitor, seconds) });
	monitor.stop();
	const left = await resourcesLeft();
	const vitals = vitalsReport(monitor.vitals);
	print(`\n${countsTable(result)}\n\n${vitals.table}\n`);
	const complaints = [
		...unseen,
		...result.complaints,
		...vitals.complaints,
		...left.map(kind => `a ${kind} is left after the close`),
	];
	for (const complaint of complaints.slice(0, 40)) {
		print(`WRONG  ${complaint}`);
	}
	print(complaints.length === 0 ? 'everything adds up' : `${complaints.length} things do not add up (seed ${seed})`);
	return complaints.length === 0 ? 0 : 1;
}

/** Runs random schedules of a class against a real engine. */
async function soakClass(schedules: number, seed: number): Promise<number> {
	print(`${schedules} schedules of a class, seed ${seed}`);
	const engine = await EngineServer.start();
	try {
		const { acts, ends, complaints } = await runClassSoak(engine, { schedules, seed }, done => {
			if (done % 50 === 0) {
				print(`${String(done).padStart(5)} done`);
			}
		});
		print(`\nacts: ${JSON.stringify(acts)}\nclients: ${JSON.stringify(ends)}\n`);
		for (const complaint of complaints.slice(0, 40)) {
			print(`WRONG  ${complaint}`);
		}
		print(complaints.length === 0 ? 'everything holds' : `${complaints.length} things do not hold`);
		return complaints.length === 0 ? 0 : 1;
	} finally {
		await engine.close();
	}
}

/** The sockets and timers that are still there, once the system has closed what was closed. */
async function resourcesLeft(): Promise<readonly string[]> {
	let left: readonly string[] = [];
	for (let turn = 0; turn < 100; turn += 1) {
		await new Promise(setImmediate);
		left = process.getActiveResourcesInfo().filter(kind => /^TCP|Timeout/.test(kind));
		if (left.length === 0) {
			break;
		}
	}
	return left;
}

/** Says when the time is over, or somebody wants no more of it, and meanwhile notes how the program is, and tells so now and then. */
function pacemaker(monitor: Monitor, seconds: number): (events: number) => boolean {
	const startedAt = performance.now();
	let isOver = false;
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => {
			isOver = true;
		});
	}
	return events => {
		const passed = (performance.now() - startedAt) / 1_000;
		const notes = monitor.vitals.length;
		if (passed >= ((notes + 1) * seconds) / vitalsPerRun) {
			const { atS, heapBytes, outsideBytes, rssBytes, resources, lagP99Ms } = monitor.note(events);
			if ((notes + 1) % (vitalsPerRun / linesPerRun) === 0) {
				const inUse = `${formatBytes(heapBytes + outsideBytes)} in use (${formatBytes(heapBytes)} in the heap)`;
				const memory = `${inUse}, ${formatBytes(rssBytes)} resident`;
				print(
					`${atS.toFixed(0).padStart(5)} s  ${memory}, ${resources} resources, ${lagP99Ms.toFixed(0)} ms late, ${events} events`,
				);
			}
		}
		return !isOver && passed < seconds;
	};
}

/** What was asked for; nothing where that can not be, which is said. */
function flags(): Flags | undefined {
	try {
		const { values } = parseArgs({
			options: { seconds: { type: 'string' }, seed: { type: 'string' }, class: { type: 'string' } },
		});
		const seconds = Number(values.seconds ?? 300);
		const seed = Number(values.seed ?? randomInt(maxSeed + 1));
		const schedules = values.class === undefined ? undefined : Number(values.class);
		if (schedules !== undefined && !(Number.isInteger(schedules) && schedules > 0)) {
			throw new RangeError('--class takes the number of schedules');
		}
		if (!(seconds > 0 && Number.isInteger(seed) && seed >= 0 && seed <= maxSeed)) {
			throw new RangeError(`--seconds takes a number above 0, and --seed a whole number from 0 to ${maxSeed}`);
		}
		return { seconds, seed, schedules };
	} catch (error) {
		process.stderr.write(`soak: ${error instanceof Error ? error.message : error}\n`);
		return undefined;
	}
}

function describe(reason: unknown): string {
	return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
