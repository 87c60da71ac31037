import { readFileSync, statSync } from 'node:fs';

/** A text that changes whenever a file of the system changes; undefined where there is no such regular file. */
export function versionOf(path: string): string | undefined {
	const stats = statSync(path, { throwIfNoEntry: false });
	return stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
}

/** The text of a file of the system, which is small; an empty one where there is none, or we may not read it. */
export function readSystemFile(path: string): string {
	try {
		return versionOf(path) === undefined ? '' : readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
