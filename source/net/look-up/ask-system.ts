import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

/** Names of one label, and those of RFC 6762, may be known in the local network alone. */
export function mayBeLocal(name: string): boolean {
	const bare = name.replace(/\.$/, '');
	return !bare.includes('.') || bare.endsWith('.local');
}

/** Looks one name up as the system does, and ends as soon as nobody reads the answer any more. */
const script = `
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();
require('node:dns').lookup(process.argv[1], { all: true }, (error, found) => {
	process.stdout.write(error ? '' : found.map(({ address }) => address).join(' '), () => process.exit());
});`;

/** The longest that the system may take. */
const timeout = 5_000;

/**
 * The addresses that the system knows for a name by other ways than name servers, such as multicast DNS; none where it
 * knows none. A program of its own asks, since the system's look-up can neither be cancelled nor be left at the exit.
 */
export async function askSystem(name: string, signal: AbortSignal): Promise<readonly string[]> {
	try {
		const limits = { signal, timeout, killSignal: 'SIGKILL' } as const;
		const { stdout } = await promisify(execFile)(process.execPath, ['--eval', script, '--', name], limits);
		return stdout.split(' ').filter(address => address !== '');
	} catch {
		// It was cancelled, took too long, or could not be started: then the name servers have the last word.
		return [];
	}
}
