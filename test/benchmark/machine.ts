import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { onPath } from './processes.ts';

/** Which cores the servers and the load keep to, as taskset takes them; undefined where they go wherever there is room. */
export interface Cores {
	readonly servers: string | undefined;
	readonly load: string | undefined;
}

/** The cores that this list names, such as `0-2,5`. */
export function parseCores(list: string): readonly number[] {
	return list.split(',').flatMap(range => {
		const [first = Number.NaN, last = first] = range.split('-').map(Number);
		return Array.from({ length: last - first + 1 }, (_, at) => first + at);
	});
}

/** The last core is the load's and the others are the servers', where there is more than one and a way to say so. */
export function shareCores({ unpinned }: { readonly unpinned: boolean }): Cores {
	const nobody = { servers: undefined, load: undefined };
	if (unpinned || onPath('taskset').length === 0) {
		return nobody;
	}
	try {
		const list = /^Cpus_allowed_list:\s+(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
		const cores = parseCores(list);
		const load = cores.at(-1);
		return cores.length < 2 ? nobody : { servers: cores.slice(0, -1).join(','), load: String(load) };
	} catch {
		return nobody;
	}
}

/** The machine in words. */
export function machineWords({ servers, load }: Cores): string {
	const model = cpus()[0]?.model.trim();
	const cores = `${availableParallelism()} cores${model ? ` (${model})` : ''}`;
	const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
	const pinned =
		servers === undefined
			? 'servers and load share the cores as the system likes'
			: `servers on core ${servers}, load on core ${load}`;
	return `${cores}, ${memory}, ${type()} ${release()}, Node ${process.versions.node}; loopback; ${pinned}.`;
}
