import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoad } from './load.ts';
import { machineWords, shareCores } from './machine.ts';
import { joinTables, markdownTable, type Table } from './markdown.ts';
import { type BenchmarkOptions, BenchmarkUsageError, parseOptions, usage } from './options.ts';
import { sections } from './sections.ts';

const args = process.argv.slice(2);
const [flag, role, , roleOptions = '{}'] = args;
if (flag === '--role') {
	await play(role);
} else {
	await begin();
}

/** The bare server and the load are this same program, in processes of their own. */
async function play(role: string | undefined): Promise<void> {
	if (role === 'bare-server') {
		const { runBareServer } = await import('./roles/bare-server.ts');
		runBareServer(JSON.parse(roleOptions));
	} else {
		const { obey } = await import('./roles/load.ts');
		obey(process);
	}
}

async function begin(): Promise<void> {
	try {
		const options = parseOptions(args, sections);
		if (options === 'help') {
			process.stdout.write(usage(sections));
		} else {
			await benchmark(options);
		}
	} catch (error) {
		if (!(error instanceof BenchmarkUsageError)) {
			throw error;
		}
		process.stderr.write(`${error.message}\n\n${usage(sections)}`);
		process.exitCode = 2;
	}
}

async function benchmark({ chosen, pace, exchanges, unpinned }: BenchmarkOptions): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'poetry-lab-benchmark-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => process.exit(128 + constants.signals[signal]));
	}
	const cores = shareCores({ unpinned });
	const load = startLoad(cores.load);
	const tell = (what: string) => void process.stderr.write(`${what}\n`);
	const tables: Table[] = [];
	for (const section of chosen) {
		tables.push(await section.run({ cores, folder, load, pace, exchanges, tell }));
	}
	await load.stop();
	const command = ['npm run benchmark', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
	const machine = `Measured with \`${command}\`: ${pace.rounds} ${pace.rounds === 1 ? 'round' : 'rounds'} of ${pace.roundMs} ms; ${machineWords(cores)}`;
	process.stdout.write(`\n${[machine, ...joinTables(tables).map(markdownTable)].join('\n\n')}\n`);
}
