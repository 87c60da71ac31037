import { join } from 'node:path';
import process from 'node:process';
import envPaths from 'env-paths';

/** Where it is kept which lessons are done: in the user's state directory, or the nearest thing that the system has. */
export function progressFile(): string {
	const { log: state, data } = envPaths('poetry-lab', { suffix: '' });
	// Only where the XDG directories are used is the directory for logs the one for state.
	const directory = process.platform === 'darwin' || process.platform === 'win32' ? data : state;
	return join(directory, 'lessons.json');
}
