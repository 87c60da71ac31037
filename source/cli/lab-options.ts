import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultPorts, type LabOptions, type PortChoice } from '../lab/lab-options.ts';
import { flagName, parseHost, parseMilliseconds, parsePort } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The lab's flags as the command line gave them. */
export interface LabFlags {
	readonly poems?: string | undefined;
	readonly slow?: readonly string[] | undefined;
	readonly transforms?: string | undefined;
	readonly iface?: string | undefined;
	readonly poetryPort?: string | undefined;
	readonly transformPort?: string | undefined;
	readonly proxyPort?: string | undefined;
	readonly upstream?: readonly string[] | undefined;
	readonly host?: readonly string[] | undefined;
	readonly ttl?: string | undefined;
	readonly record?: string | undefined;
}

/** The poem of the bundled ones that is sent slowly, so that there is always something live to see. */
export const defaultSlowPoem = 'ozymandias';

/** What the lab is to be made of. Throws a {@link UsageError} that says which flag is wrong. */
export function labOptions(flags: LabFlags): LabOptions {
	const bundled = bundledPoems();
	const poemsDir = flags.poems ?? bundled;
	const slow = (flags.slow ?? []).flatMap(names => names.split(',')).map(name => basename(name, '.txt'));
	for (const name of slow) {
		if (!existsSync(join(poemsDir, `${name}.txt`))) {
			throw new UsageError(`--slow ${name}: there is no ${name}.txt in ${poemsDir}.`);
		}
	}
	return {
		poemsDir,
		slowPoems: slow.length === 0 && poemsDir === bundled ? [defaultSlowPoem] : slow,
		iface: flags.iface ?? '127.0.0.1',
		poetryPort: portChoice('poetryPort', flags.poetryPort, defaultPorts.poetry),
		transformPort: portChoice('transformPort', flags.transformPort, defaultPorts.transform),
		proxyPort: portChoice('proxyPort', flags.proxyPort, defaultPorts.proxy),
		upstreams: (flags.upstream ?? []).map(address => parseHost(flagName('upstream'), address)),
		hosts: (flags.host ?? []).map(address => parseHost(flagName('host'), address)),
		...(flags.transforms !== undefined && { transformsDir: flags.transforms }),
		...(flags.record !== undefined && { recordTo: flags.record }),
		...(flags.ttl !== undefined && { ttlMs: parseMilliseconds('ttl', flags.ttl) }),
	};
}

function portChoice(key: string, value: string | undefined, byDefault: number): PortChoice {
	return value === undefined ? { port: byDefault, asked: false } : { port: parsePort(key, value), asked: true };
}

/** The poems beside the program: the folder is where the bundle, or the source, has it. */
function bundledPoems(): string {
	const candidates = ['../poems', '../../poems'].map(path => fileURLToPath(new URL(path, import.meta.url)));
	return candidates.find(existsSync) ?? '';
}
