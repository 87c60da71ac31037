import type { ServerKind } from '../../events/events.ts';
import { kindsByPort, serverKinds } from '../../lab/server-kinds.ts';
import { defaultBounds, defaultHalfCloseGraceMs, defaultMaxPoemBytes } from '../../net/bounds.ts';
import { defaultLimitMs } from '../../transforms/user/limits.ts';
import { defaultMaxFrameBytes } from '../../wire/netstring.ts';
import { classFlags } from './class-flags.ts';
import { fetchFlags } from './fetch-flags.ts';
import { type Flag, type FlagValues, listFlag, switchFlag, valueFlag } from './flag-words.ts';

/** A flag for each kind of server: the port of its first one. */
function portFlags() {
	const flags = kindsByPort.map(kind => {
		const { portFlag, firstPort } = serverKinds[kind];
		const words = { group: 'Where it listens', value: '<n>', ...portFlag, byDefault: String(firstPort) } as const;
		return [`${kind}Port`, valueFlag(words)];
	});
	return Object.fromEntries(flags) as { readonly [kind in ServerKind as `${kind}Port`]: ReturnType<typeof valueFlag> };
}

/** The flags of the lab itself, for `poetry-lab`, `serve` and `lesson`. */
export const labFlags = {
	poems: valueFlag({
		group: 'Poems and transforms',
		value: '<dir>',
		summary: 'every *.txt in it is a poem',
		byDefault: 'the bundled poems',
		offer: 'directory',
	}),
	slow: listFlag({
		group: 'Poems and transforms',
		value: '<poem>',
		summary: 'send this poem slowly',
		detail: '10 bytes every 300 ms',
		byDefault: 'ozymandias; none with --poems',
		offer: 'list:poem',
	}),
	transforms: valueFlag({
		group: 'Poems and transforms',
		value: '<dir>',
		summary: 'your own transforms, one module each',
		detail: 'see poetry-lab help transforms',
		offer: 'directory',
	}),
	iface: valueFlag({
		group: 'Where it listens',
		value: '<address>',
		summary: 'where to listen',
		detail: 'with 0.0.0.0 or :: also for others, and the lab names the addresses that they can dial',
		byDefault: '127.0.0.1',
		offer: 'words:interface',
	}),
	...portFlags(),
	upstream: listFlag({
		group: 'Other hosts',
		value: '<host:port>',
		summary: 'one more proxy, for a poetry server elsewhere',
		offer: 'words:poem-address',
	}),
	host: listFlag({
		group: 'Other hosts',
		value: '<host:port>',
		summary: 'one more host to choose in the client',
		offer: 'words:poem-address',
	}),
	transformServer: valueFlag({
		group: 'Other hosts',
		value: '<host:port>',
		summary: 'the transform server of the client and of crowds',
		detail: 'a lesson always uses the one of this lab',
		byDefault: 'the one of this lab',
		offer: 'words:transform-address',
	}),
	ttl: valueFlag({
		group: 'The cache',
		value: '<ms>',
		summary: 'how long a cached poem is fresh',
		detail: 'after that it is fetched again',
		byDefault: 'for ever',
	}),
	withoutCollapsing: listFlag({
		group: 'The cache',
		value: '<proxy>',
		summary: 'every miss has its own fetch',
		detail: 'without this flag, clients that miss at the same time share one',
		offer: 'list:proxy',
	}),
	...classFlags,
	fault: listFlag({
		group: 'Broken on purpose',
		value: '<server>=<fault>',
		summary: 'break this server: see poetry-lab help faults',
		offer: 'pair:server-fault',
	}),
	seed: valueFlag({
		group: 'Broken on purpose',
		value: '<n>',
		summary: 'the seed for everything random',
		detail: 'with the same seed, faults strike the same connections',
		byDefault: 'a random one, which the lab shows',
	}),
	maxConnections: valueFlag({
		group: 'Bounds',
		value: '<n>',
		summary: 'the most connections at once, on each server',
		detail: 'one more is accepted and closed, and the lab says so',
		byDefault: String(defaultBounds.maxConnections),
	}),
	maxRequest: valueFlag({
		group: 'Bounds',
		value: '<bytes>',
		summary: 'the longest request to the transform server',
		byDefault: String(defaultMaxFrameBytes),
	}),
	maxPoem: valueFlag({
		group: 'Bounds',
		value: '<bytes>',
		summary: 'the longest poem a proxy passes on',
		byDefault: String(defaultMaxPoemBytes),
	}),
	requestTimeout: valueFlag({
		group: 'Bounds',
		value: '<ms>',
		summary: 'the longest a request may take to arrive',
		byDefault: String(defaultBounds.requestTimeoutMs),
	}),
	readTimeout: valueFlag({
		group: 'Bounds',
		value: '<ms>',
		summary: 'the longest a client may go without reading',
		byDefault: String(defaultBounds.readTimeoutMs),
	}),
	halfCloseGrace: valueFlag({
		group: 'Bounds',
		value: '<ms>',
		summary: 'how long a proxy waits for a half-closed client',
		detail: 'a client that has closed its side (nc -N) counts as gone when the proxy has sent it nothing for so long',
		byDefault: String(defaultHalfCloseGraceMs),
	}),
	transformTimeout: valueFlag({
		group: 'Bounds',
		value: '<ms>',
		summary: 'the longest one of your transforms may take',
		byDefault: String(defaultLimitMs),
	}),
	record: valueFlag({
		group: 'Recording',
		value: '<file>',
		summary: 'write every event to a new file, for replay',
		detail: 'one JSON object for each event',
		offer: 'file',
	}),
} as const;

const screenFlags = {
	screenReader: switchFlag({
		group: 'The screen',
		summary: 'lines of plain words to be read aloud, and nothing drawn',
	}),
	theme: valueFlag({
		group: 'The screen',
		value: '<name>',
		summary: 'the colours of the screen',
		detail: 'dark or light, as your background is; auto goes by COLORFGBG',
		byDefault: 'auto',
		offer: 'words:theme',
	}),
} as const;

/** The flags of each command. */
export const commandFlags = {
	lab: { ...labFlags, ...screenFlags },
	serve: {
		...labFlags,
		json: switchFlag({ group: 'Output', summary: 'one JSON object for each event; replay reads it too' }),
	},
	get: {
		...fetchFlags,
		atOnce: valueFlag({
			group: 'Fetching',
			value: '<n>',
			summary: 'how many poems are fetched at once',
			detail: '1 fetches them one after the other',
			byDefault: 'all of them',
		}),
		strict: switchFlag({ group: 'Fetching', summary: 'exit with 4 when a transform failed and the original came' }),
		json: switchFlag({ group: 'Output', summary: 'one JSON object for each poem, instead of its bytes' }),
	},
	crowd: {
		clients: valueFlag({ group: 'The crowd', value: '<n>', summary: 'how many clients' }),
		rate: valueFlag({
			group: 'The crowd',
			value: '<n>',
			summary: 'how many clients begin in a second',
			byDefault: 'all at once',
		}),
		...fetchFlags,
		json: switchFlag({ group: 'Output', summary: 'the totals as one JSON object' }),
	},
	replay: screenFlags,
	class: {
		...screenFlags,
		json: switchFlag({ group: 'Output', summary: 'one JSON object for each change, such as a step of a lesson' }),
	},
	watch: screenFlags,
	lesson: {
		...labFlags,
		...screenFlags,
		reset: switchFlag({ group: 'Lessons', summary: 'forget which lessons are done' }),
		json: switchFlag({
			group: 'Lessons',
			summary: 'one JSON object for each lesson: whether it is done and when, what was guessed, and whether it held',
		}),
	},
	completion: {},
	help: {},
} as const;

export type CommandName = keyof typeof commandFlags;

/** The values of a command's flags, as they were given; a flag that was not given is absent, or false. */
export type FlagsOf<Name extends CommandName> = FlagValues<(typeof commandFlags)[Name]>;

/** The flags that every command has. */
export const everyFlag = {
	help: { ...switchFlag({ group: 'Help', summary: 'this help' }), shortFlag: 'h' },
	version: switchFlag({ group: 'Help', summary: 'which version this is' }),
} as const;

/** Every flag of every command: the command line is parsed once with all of them. */
export const allFlags = {
	...commandFlags.serve,
	...commandFlags.get,
	...commandFlags.crowd,
	...commandFlags.lesson,
	...everyFlag,
} as const;

/** The flags that may be given with a command, by their keys. */
export function flagsOf(name: CommandName): { readonly [key: string]: Flag } {
	return { ...commandFlags[name], ...everyFlag };
}
