// A soak: npm run soak -- [--seconds n] [--seed n]. Many clients, good and bad, at a lab whose faults, servers and cache
// change at random; in the end everything is made whole, and has to add up. Exit code 1 where it does not.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { maxSeed } from '../../source/faults/random.ts';
import { formatBytes } from '../../source/ui/format.ts';
import { countsTable, vitalsReport } from './report.ts';
import { runSoak } from './run-soak.ts';
import { Monitor } from './vitals.ts';

const turnMs = 15;
const [vitalsPerRun, linesPerRun] = [60, 10];

interface Flags {
	readonly seconds: number;
	readonly seed: number;
}

const asked = flags();
process.exitCode = asked === undefined ? 2 : await soak(asked);

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
		const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
		const seconds = Number(values.seconds ?? 300);
		const seed = Number(values.seed ?? randomInt(maxSeed + 1));
		if (!(seconds > 0 && Number.isInteger(seed) && seed >= 0 && seed <= maxSeed)) {
			throw new RangeError(`--seconds takes a number above 0, and --seed a whole number from 0 to ${maxSeed}`);
		}
		return { seconds, seed };
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
