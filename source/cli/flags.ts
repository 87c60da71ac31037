import { defaultPorts } from '../lab/lab-options.ts';
import { defaultBounds, defaultHalfCloseGraceMs, defaultMaxPoemBytes } from '../net/bounds.ts';
import { defaultLimitMs } from '../transforms/user/limits.ts';
import { defaultMaxFrameBytes } from '../wire/netstring.ts';
import { type Flag, text, texts, yes } from './flag-words.ts';
import { themeChoices } from './screen-flags.ts';

/** The flags of `poetry-lab` and `poetry-lab serve`: what the lab is made of. */
export const labFlags = {
	poems: text({
		group: 'Poems and transforms',
		value: '<dir>',
		summary: 'every *.txt in it is a poem',
		byDefault: 'the bundled poems',
		offer: 'directory',
	}),
	slow: texts({
		group: 'Poems and transforms',
		value: '<poem>',
		summary: 'send this poem slowly',
		byDefault: 'ozymandias; none with --poems',
		offer: 'poem',
	}),
	transforms: text({
		group: 'Poems and transforms',
		value: '<dir>',
		summary: 'your own transforms, a module each',
		offer: 'directory',
	}),
	iface: text({
		group: 'Where it listens',
		value: '<address>',
		summary: 'where to listen',
		byDefault: '127.0.0.1',
		offer: 'interface',
	}),
	poetryPort: text({
		group: 'Where it listens',
		value: '<n>',
		summary: 'first poetry server, then one up a poem',
		byDefault: String(defaultPorts.poetry),
	}),
	transformPort: text({
		group: 'Where it listens',
		value: '<n>',
		summary: 'the transform server',
		byDefault: String(defaultPorts.transform),
	}),
	proxyPort: text({
		group: 'Where it listens',
		value: '<n>',
		summary: 'first caching proxy, one a poetry server',
		byDefault: String(defaultPorts.proxy),
	}),
	upstream: texts({
		group: 'Other hosts',
		value: '<host:port>',
		summary: 'one more proxy, before a poet elsewhere',
		offer: 'poem-address',
	}),
	host: texts({
		group: 'Other hosts',
		value: '<host:port>',
		summary: 'one more host to pick in the client',
		offer: 'poem-address',
	}),
	ttl: text({
		group: 'The cache',
		value: '<ms>',
		summary: 'how long a cached poem is fresh',
		byDefault: 'for ever',
	}),
	withoutCollapsing: texts({
		group: 'The cache',
		value: '<proxy>',
		summary: 'every miss has its own fetch',
		offer: 'proxy',
	}),
	fault: texts({
		group: 'Broken on purpose',
		value: '<server>=<fault>',
		summary: 'break it: see poetry-lab help faults',
		offer: 'server-fault',
	}),
	seed: text({
		group: 'Broken on purpose',
		value: '<n>',
		summary: 'what chance comes from',
		byDefault: 'drawn, and told',
	}),
	maxConnections: text({
		group: 'Bounds',
		value: '<n>',
		summary: 'open at once, on each server',
		byDefault: String(defaultBounds.maxConnections),
	}),
	maxRequest: text({
		group: 'Bounds',
		value: '<bytes>',
		summary: 'the longest request to the transform server',
		byDefault: String(defaultMaxFrameBytes),
	}),
	maxPoem: text({
		group: 'Bounds',
		value: '<bytes>',
		summary: 'the longest poem a proxy passes on',
		byDefault: String(defaultMaxPoemBytes),
	}),
	requestTimeout: text({
		group: 'Bounds',
		value: '<ms>',
		summary: 'the longest that a request may take to come',
		byDefault: String(defaultBounds.requestTimeoutMs),
	}),
	readTimeout: text({
		group: 'Bounds',
		value: '<ms>',
		summary: 'the longest that a client may take nothing',
		byDefault: String(defaultBounds.readTimeoutMs),
	}),
	halfCloseGrace: text({
		group: 'Bounds',
		value: '<ms>',
		summary: 'how long a proxy waits for a half-closed client',
		byDefault: String(defaultHalfCloseGraceMs),
	}),
	transformTimeout: text({
		group: 'Bounds',
		value: '<ms>',
		summary: 'the longest one of your transforms may take',
		byDefault: String(defaultLimitMs),
	}),
	record: text({
		group: 'Recording',
		value: '<file>',
		summary: 'write every event to a new file, for replay',
		offer: 'file',
	}),
} as const;

const screenFlags = {
	screenReader: yes({ group: 'The screen', summary: 'lines of plain words to be read aloud, and nothing drawn' }),
	theme: text({
		group: 'The screen',
		value: '<name>',
		summary: 'colours for a dark or a light background',
		byDefault: 'auto',
		offer: themeChoices,
	}),
} as const;

const fetchFlags = {
	transform: texts({
		group: 'Fetching',
		value: '<a,b>',
		summary: 'transforms by name, in their order',
		offer: 'transforms',
	}),
	via: text({
		group: 'Fetching',
		value: '<host:port>',
		summary: 'the transform server',
		byDefault: `127.0.0.1:${defaultPorts.transform}`,
		offer: 'transform-address',
	}),
	timeout: text({
		group: 'Fetching',
		value: '<ms>',
		summary: 'the longest that a poem or a transform may take',
	}),
} as const;

/** The flags of each command. */
export const commandFlags = {
	lab: { ...labFlags, ...screenFlags },
	serve: { ...labFlags, json: yes({ group: 'Output', summary: 'a JSON object an event, which replay reads too' }) },
	get: {
		...fetchFlags,
		strict: yes({ group: 'Fetching', summary: 'exit with 4 when a transform failed and the original came' }),
		json: yes({ group: 'Output', summary: 'a JSON object a poem instead of its bytes' }),
	},
	crowd: {
		clients: text({ group: 'The crowd', value: '<n>', summary: 'how many' }),
		rate: text({ group: 'The crowd', value: '<n>', summary: 'how many a second', byDefault: 'all at once' }),
		...fetchFlags,
		json: yes({ group: 'Output', summary: 'the totals as one JSON object' }),
	},
	replay: screenFlags,
	lesson: { ...labFlags, ...screenFlags, reset: yes({ group: 'Lessons', summary: 'forget which lessons are done' }) },
	completion: {},
	help: {},
} as const;

export type CommandName = keyof typeof commandFlags;

/** The flags that every command has. */
export const everyFlag = {
	help: { ...yes({ group: 'Help', summary: 'this help' }), shortFlag: 'h' },
	version: yes({ group: 'Help', summary: 'which version this is' }),
} as const;

/** Every flag of every command, as one parse of the command line takes them. */
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
