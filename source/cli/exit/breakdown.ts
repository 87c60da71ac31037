import { statSync, writeSync } from 'node:fs';
import process from 'node:process';
import packageJson from '../../../package.json' with { type: 'json' };
import { visibleText } from '../../wire/visible-text.ts';

/** The field `bugs` of a package.json: a page, or an object with a page, an email address, or both. */
type Bugs = string | { readonly url?: string; readonly email?: string };

/** The number of stack frames in a report. */
const maxFrames = 8;

/** Writes the report of a breakdown to stderr, at once; `recording` is the path of a recording that was on. */
export function printBreakdown(error: unknown, recording?: string): void {
	try {
		writeSync(process.stderr.fd, breakdown(error, recording));
	} catch {
		// Nobody is there to be told.
	}
}

/** The report of a breakdown of this program, in whole lines; it names the recording where that holds events. */
export function breakdown(error: unknown, recording?: string): string {
	const isHeld = recording !== undefined && holdsEvents(recording);
	return `${breakdownWords(error, packageJson, isHeld ? recording : undefined).join('\n')}\n`;
}

/** The lines of a report: the error and its stack, the versions, where to report it, and how to replay the recording. */
export function breakdownWords(
	error: unknown,
	{ name, version, bugs }: { readonly name: string; readonly version: string; readonly bugs?: Bugs },
	recording?: string,
): readonly string[] {
	const page = typeof bugs === 'string' ? bugs : (bugs?.url ?? bugs?.email);
	return [
		`${name} broke down: ${lines(messageOf(error))[0] ?? ''}`,
		...lines(messageOf(error)).slice(1),
		...framesOf(rootOf(error)),
		`${name} ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
		`This is a bug. Please report it, with the lines above, to ${page ?? `whoever gave you ${name}`}.`,
		...(recording === undefined
			? []
			: [`All events until then are in ${recording}; to see them again: ${name} replay ${shellWord(recording)}`]),
	];
}

function messageOf(error: unknown): string {
	return error instanceof Error ? `${error.message}${causeOf(error)}` : String(error);
}

/** The message of the first cause on a line of its own, where the error's message does not contain it. */
function causeOf(error: Error): string {
	const root = rootOf(error);
	return root instanceof Error && !error.message.includes(root.message) ? `\n${root.message}` : '';
}

function rootOf(error: unknown): unknown {
	return error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;
}

function framesOf(error: unknown): readonly string[] {
	const stack = (error instanceof Error && error.stack) || '';
	return lines(stack)
		.filter(line => /^\s+at /.test(line))
		.slice(0, maxFrames);
}

/** An error may quote what strangers sent. */
function lines(text: string): readonly string[] {
	return text.split('\n').map(visibleText);
}

/** A word as a POSIX shell reads it. */
function shellWord(text: string): string {
	return /^[\w./+:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function holdsEvents(path: string): boolean {
	return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
