import { join } from 'node:path';
import process from 'node:process';
import envPaths from 'env-paths';

/** The path of the file that keeps which lessons are done, in the user's state directory (XDG), or the system's data directory. */
export function progressFile(): string {
	const { log: state, data } = envPaths('poetry-lab', { suffix: '' });
	// Only where the XDG directories are used is the directory for logs the one for state.
	const directory = process.platform === 'darwin' || process.platform === 'win32' ? data : state;
	return join(directory, 'lessons.json');
}
