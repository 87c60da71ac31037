#!/usr/bin/env node
import meow from 'meow';
import packageJson from '../package.json' with { type: 'json' };
import { printBreakdown } from './cli/exit/breakdown.ts';
import { watchCrashes } from './cli/exit/crashes.ts';
import { endNow } from './cli/exit/end-now.ts';
import { exitCodes } from './cli/exit/exit-codes.ts';
import { Failure } from './cli/exit/failure.ts';
import { releaseClosedTerminal } from './cli/exit/release-terminal.ts';
import { checkFlags, checkNoValues, commandLine, commandNamed } from './cli/flags/check-flags.ts';
import { flagName } from './cli/flags/flag-words.ts';
import { allFlags, type CommandName } from './cli/flags/flags.ts';
import { screenChoice, whyNoScreen } from './cli/flags/screen-flags.ts';
import { UsageError } from './cli/flags/usage-error.ts';
import { printNotice } from './cli/output/print-notice.ts';
import { unblock } from './cli/output/unblock.ts';
import { OutputError, writeOut } from './cli/output/write-out.ts';
import { visibleText } from './wire/visible-text.ts';

type CommandLine = ReturnType<typeof parseCommandLine>;

/** Runs the command that the command line names; gives the exit code. */
async function main(): Promise<number> {
	let command: CommandName = 'lab';
	try {
		const { input, flags: given } = parseCommandLine();
		const { help: wantsHelp, version: wantsVersion, ...flags } = given;
		if (wantsVersion) {
			await writeOut('the version', `${packageJson.version}\n`);
			return exitCodes.done;
		}
		const [name, ...rest] = input;
		command = commandNamed(name, rest);
		checkNoValues(process.argv.slice(2));
		checkFlags(command, flags);
		return await (wantsHelp ? run('help', name === undefined ? [] : [command], given) : run(command, rest, given));
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}
		process.stderr.write(
			`poetry-lab: ${visibleText(error.message)}\nTry ${commandLine(command)}${command === 'help' ? '' : ' --help'}.\n`,
		);
		return exitCodes.usage;
	}
}

/** Throws a {@link UsageError}. Which flags there are is checked later, so that the nearest one can be told. */
function parseCommandLine() {
	const { name, version } = packageJson;
	try {
		return meow({
			importMeta: import.meta,
			pkg: { name, version },
			description: false,
			flags: allFlags,
			autoHelp: false,
			autoVersion: false,
		});
	} catch (error) {
		// Meow throws a plain error where a flag that can be given once is given twice.
		const [, key] = (error instanceof Error && /^The flag --(\w+) can only be set once/.exec(error.message)) || [];
		throw key === undefined ? error : new UsageError(`${flagName(key)} can be given only once.`, { cause: error });
	}
}

/** Each command is loaded only when it is asked for. */
async function run(command: CommandName, rest: readonly string[], flags: CommandLine['flags']): Promise<number> {
	const workerScript = new URL('./worker.js', import.meta.url);
	switch (command) {
		case 'lab':
		case 'serve': {
			const { labOptions } = await import('./cli/flags/lab-options.ts');
			const options = labOptions(flags, process.env);
			const choice = screenChoice(flags);
			const whyNot = whyNoScreen(choice);
			if (command === 'lab' && whyNot === undefined) {
				const { runLab } = await import('./cli/commands/lab.ts');
				return runLab(options, workerScript, choice);
			}
			if (command === 'lab' && process.stdout.isTTY) {
				printNotice(`${whyNot}, so this is the same as serve.`);
			}
			const { serve } = await import('./cli/commands/serve.ts');
			return serve(options, { json: flags.json });
		}
		case 'get': {
			const { runGet } = await import('./cli/commands/run-get.ts');
			return Promise.race([runGet(rest, flags), watchCrashes()]);
		}
		case 'crowd': {
			const { runCrowd } = await import('./cli/commands/crowd.ts');
			return Promise.race([runCrowd(rest, flags), watchCrashes()]);
		}
		case 'replay': {
			const { runReplay } = await import('./cli/commands/replay.ts');
			return runReplay(rest, flags, workerScript);
		}
		case 'class': {
			const { runClass } = await import('./cli/commands/class.ts');
			return runClass(rest, flags, workerScript);
		}
		case 'watch': {
			const { runWatch } = await import('./cli/commands/watch.ts');
			return runWatch(rest, flags, workerScript);
		}
		case 'lesson': {
			const { runLesson } = await import('./cli/commands/lesson.ts');
			return runLesson(rest, flags, workerScript);
		}
		case 'completion': {
			const { runCompletion } = await import('./cli/commands/completion.ts');
			return runCompletion(rest);
		}
		case 'help': {
			const { runHelp } = await import('./cli/commands/help.ts');
			return runHelp(rest);
		}
	}
}

for (const stream of [process.stdout, process.stderr]) {
	process.once('exit', unblock(stream));
}
process.once('exit', releaseClosedTerminal);
// Whoever closed stderr does not want to be told.
process.stderr.on('error', () => {});
try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof OutputError || error instanceof Failure)) {
		printBreakdown(error);
		endNow(exitCodes.failed);
	}
	printNotice(error.message);
	process.exitCode = exitCodes.failed;
}
