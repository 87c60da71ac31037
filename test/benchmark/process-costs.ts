import { readdirSync, readFileSync } from 'node:fs';

/** The CPU that a process has had, all its threads together, in milliseconds; undefined where the system does not say. */
export function cpuMs(pid: number): number | undefined {
	try {
		const nanoseconds = readdirSync(`/proc/${pid}/task`)
			.map(task => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]))
			.reduce((sum, one) => sum + one, 0);
		return nanoseconds > 0 ? nanoseconds / 1e6 : cpuMsInTicks(pid);
	} catch {
		// Only Linux has it; elsewhere throughput and latency are all there is.
		return cpuMsInTicks(pid);
	}
}

/** User and system time of /proc/PID/stat, which counts in hundredths of a second. */
function cpuMsInTicks(pid: number): number | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The program's name is in brackets and may have blanks of its own.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) * 10;
	} catch {
		return undefined;
	}
}

/** What a process holds in memory now, and the most it has held; undefined where the system does not say. */
export function memoryBytes(pid: number): { readonly now: number; readonly peak: number } | undefined {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
		return { now: field('VmRSS'), peak: field('VmHWM') };
	} catch {
		return undefined;
	}
}
