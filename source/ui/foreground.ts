import { readFileSync } from 'node:fs';

/**
 * Whether the terminal is ours to change now, as the system's process table tells. Where none does, it is taken to be:
 * the system stops whoever changes it from the background.
 */
export function isInForeground(): boolean {
	let stat: string;
	try {
		stat = readFileSync('/proc/self/stat', 'utf8');
	} catch {
		return true;
	}
	// After the name: state, parent, process group, session, terminal, process group in its foreground (proc(5)).
	const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return group === foreground || Number(foreground) <= 0;
}
