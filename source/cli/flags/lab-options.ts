import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerKind } from '../../events/events.ts';
import { FaultError, parseFault } from '../../faults/fault-settings.ts';
import { faults } from '../../faults/faults.ts';
import type { FaultChoice, LabOptions, PortChoice } from '../../lab/lab-options.ts';
import { ofEachKind, serverKinds } from '../../lab/server-kinds.ts';
import { namesInList } from '../../lab/servers/names-in-list.ts';
import { poemNamesIn } from '../../lab/servers/poems.ts';
import { classOptions } from './class-options.ts';
import { checkGivenOnce, numbersOf, parseHost, parseHosts, parseInterface, parseNumber } from './flag-values.ts';
import type { FlagsOf } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The bundled poem that is sent slowly by default, so that there is always something to watch. */
const defaultSlowPoem = 'ozymandias';

/** The options of a lab, from its flags and the environment. Throws a {@link UsageError} that says which flag is wrong. */
export function labOptions(flags: FlagsOf<'serve'>, env: NodeJS.ProcessEnv = {}): LabOptions {
	const ofClass = classOptions(flags, env);
	const poemsDir = flags.poems ?? bundledPoems();
	const slow = slowPoems(flags.slow ?? [], poemsDir);
	checkGivenOnce('slow', slow, name => name);
	return {
		poemsDir,
		slowPoems: slow.length === 0 && flags.poems === undefined ? [defaultSlowPoem] : slow,
		iface: flags.iface === undefined ? '127.0.0.1' : parseInterface(flags.iface),
		ports: ofEachKind(kind => portChoice(kind, flags[`${kind}Port`])),
		upstreams: parseHosts('upstream', flags.upstream ?? []),
		hosts: parseHosts('host', flags.host ?? []),
		faults: (flags.fault ?? []).map(parseFaultFlag),
		uncollapsed: flags.withoutCollapsing ?? [],
		bounds: numbersOf(flags, {
			maxConnections: ['maxConnections', 'count'],
			maxRequestBytes: ['maxRequest', 'count'],
			maxPoemBytes: ['maxPoem', 'count'],
			requestTimeoutMs: ['requestTimeout', 'milliseconds'],
			readTimeoutMs: ['readTimeout', 'milliseconds'],
			halfCloseGraceMs: ['halfCloseGrace', 'milliseconds'],
		}),
		...numbersOf(flags, {
			seed: ['seed', 'seed'],
			ttlMs: ['ttl', 'milliseconds'],
			transformTimeoutMs: ['transformTimeout', 'milliseconds'],
		}),
		...(flags.transformServer !== undefined && {
			transformServer: parseHost('--transform-server', flags.transformServer),
		}),
		...(flags.transforms !== undefined && { transformsDir: flags.transforms }),
		...(ofClass !== undefined && { class: ofClass }),
		...(flags.record !== undefined && { recordTo: flags.record }),
	};
}

function portChoice(kind: ServerKind, value: string | undefined): PortChoice {
	return value === undefined
		? { port: serverKinds[kind].firstPort, asked: false }
		: { port: parseNumber(`${kind}Port`, value, 'port'), asked: true };
}

/** The poems that `--slow` names, alone, in a list, or by their files. Throws a {@link UsageError} where one is not there. */
function slowPoems(given: readonly string[], poemsDir: string): readonly string[] {
	const poems = new Set(poemNamesIn(poemsDir));
	const nameOf = (text: string) => basename(text, '.txt');
	const isPoem = (text: string) => poems.has(nameOf(text)) && !dirname(text).includes(',');
	const names = given.flatMap(list => namesInList(list, isPoem)).map(nameOf);
	const missing = names.find(name => !poems.has(name));
	if (missing !== undefined) {
		throw new UsageError(`--slow ${missing}: there is no ${missing}.txt in ${poemsDir}.`);
	}
	return names;
}

/**
 * `<server>=<fault>[:<setting>...]`, where the server's name may hold an equals sign as well. Whether there is such a
 * server is known only once the poems are read.
 */
function parseFaultFlag(text: string): FaultChoice {
	const equals = faultEquals(text);
	if (equals < 1 || equals === text.length - 1) {
		throw new UsageError(`--fault ${text}: write <server>=<fault>[:<setting>...], such as proxy/tyger=latency:300.`);
	}
	try {
		const { fault, settings } = parseFault(text.slice(equals + 1));
		return { server: text.slice(0, equals), fault: fault.name, settings };
	} catch (cause) {
		if (!(cause instanceof FaultError)) {
			throw cause;
		}
		throw new UsageError(`--fault ${text}: ${cause.message}.`, { cause });
	}
}

/** The index of the equals sign before the fault: the last one that a fault's name follows, or else any word. */
function faultEquals(text: string): number {
	const places = [...text.matchAll(/=/g)].map(({ index }) => index);
	const nameAt = (equals: number) => text.slice(equals + 1).split(':', 1)[0] ?? '';
	return (
		places.findLast(equals => faults.some(({ name }) => name === nameAt(equals))) ??
		places.findLast(equals => /^[a-z-]+$/i.test(nameAt(equals))) ??
		text.indexOf('=')
	);
}

/** The directory of the bundled poems, beside the bundle or the source; empty where it is not there. */
export function bundledPoems(): string {
	const candidates = ['../poems', '../../../poems'].map(path => fileURLToPath(new URL(path, import.meta.url)));
	return candidates.find(existsSync) ?? '';
}
