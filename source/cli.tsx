#!/usr/bin/env node
import meow from 'meow';
import packageJson from '../package.json' with { type: 'json' };
import { exitCodes } from './cli/exit-codes.ts';
import { allFlags, checkFlags } from './cli/flags.ts';
import { help } from './cli/help.ts';
import { UsageError } from './cli/usage-error.ts';

/** Runs the command that the command line names; gives the exit code. Each command is loaded only when it is asked for. */
async function main(): Promise<number> {
	const { name, version } = packageJson;
	const cli = meow(help, {
		importMeta: import.meta,
		pkg: { name, version },
		description: false,
		flags: allFlags,
		allowUnknownFlags: false,
		autoHelp: false,
	});
	const { help: wantsHelp, ...flags } = cli.flags;
	if (wantsHelp) {
		cli.showHelp(exitCodes.done);
	}

	const [command = 'lab', ...rest] = cli.input.map(String);
	if (!['get', 'crowd', 'replay', 'lesson'].includes(command) && rest.length > 0) {
		throw new UsageError(`${command} takes no ${rest[0]}.`);
	}
	const workerScript = new URL('./worker.js', import.meta.url);
	switch (command) {
		case 'lab':
		case 'serve': {
			checkFlags(command, flags);
			const { labOptions } = await import('./cli/lab-options.ts');
			const options = labOptions(flags);
			if (command === 'lab' && process.stdin.isTTY && process.stdout.isTTY) {
				const { runLab } = await import('./cli/lab.ts');
				return runLab(options, workerScript);
			}
			const { serve } = await import('./cli/serve.ts');
			return serve(options, { json: flags.json });
		}
		case 'get': {
			checkFlags(command, flags);
			const { runGet } = await import('./cli/run-get.ts');
			return runGet(rest, flags);
		}
		case 'crowd': {
			checkFlags(command, flags);
			const { runCrowd } = await import('./cli/crowd.ts');
			return runCrowd(rest, flags);
		}
		case 'replay': {
			checkFlags(command, flags);
			const { runReplay } = await import('./cli/replay.ts');
			return runReplay(rest, workerScript);
		}
		case 'lesson': {
			checkFlags(command, flags);
			const { runLesson } = await import('./cli/lesson.ts');
			return runLesson(rest, flags, workerScript);
		}
		default:
			throw new UsageError(
				`There is no command ${command}: it is one of serve, get, crowd, replay and lesson, or none for the lab.`,
			);
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	const wrongUsage = error instanceof UsageError || isRepeatedFlag(error);
	if (!wrongUsage) {
		throw error;
	}
	process.stderr.write(`poetry-lab: ${(error as Error).message}\nTry poetry-lab --help.\n`);
	process.exitCode = exitCodes.usage;
}

/** Meow throws a plain error where a flag that can be given once is given twice. */
function isRepeatedFlag(error: unknown): boolean {
	return error instanceof Error && error.message.endsWith('can only be set once.');
}
