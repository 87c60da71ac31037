import type { Offer } from '../flags/flag-words.ts';
import type { CommandName } from '../flags/flags.ts';

/** A line to type, and what it does. */
export interface Example {
	readonly line: string;
	readonly does: string;
}

/** The words about a command, for the help, the manual and the shells' completion. */
export interface CommandWords {
	/** Its argument, where it takes one. */
	readonly argument?: { readonly form: string; readonly offer?: Offer; readonly repeatable: boolean };
	/** A few words for a list, without a full stop. */
	readonly summary: string;
	/** More about it, one paragraph each. */
	readonly about: readonly string[];
	readonly examples: readonly Example[];
	/** Its exit codes, besides those of every command: {@link everyEnding}. */
	readonly endings: readonly Ending[];
}

/** An exit code, and when it is given. */
export interface Ending {
	readonly code: string;
	readonly when: string;
}

const labEndings: readonly Ending[] = [
	{ code: '0', when: 'it was left with q, or its reader went away' },
	{ code: '1', when: 'a port or an address that was asked for can not be had, or something broke down' },
	{ code: '131', when: 'after SIGQUIT' },
];

/** Every command, in the order in which the help lists them. */
export const commands: { readonly [name in CommandName]: CommandWords } = {
	lab: {
		summary: 'the lab, full screen',
		about: [
			'Starts poetry servers, a transform server and caching proxies, and shows every connection, transform request, cache hit and miss. Without a terminal it is the same as serve. In the lab, ? shows every key, 0 the lessons, and q leaves.',
			'Port 0 is any free port. A default port that is taken is replaced by a free one, and the lab says so.',
		],
		examples: [
			{ line: 'poetry-lab', does: 'open the lab' },
			{ line: 'poetry-lab --fault proxy/tyger=latency:300', does: 'open it with a slow proxy' },
			{ line: 'poetry-lab --poems ~/poems', does: 'serve poems of your own' },
			{ line: 'poetry-lab --record session.jsonl', does: 'record all that happens' },
		],
		endings: labEndings,
	},
	lesson: {
		argument: { form: '[name]', offer: 'words:lesson', repeatable: false },
		summary: 'the lessons, or the lab set up for one',
		about: [
			'Without a name it lists the lessons, and which are done. With a name it opens the lab, set up for that lesson. A lesson asks for a guess and lets something happen; what really happens decides whether the guess was right.',
		],
		examples: [
			{ line: 'poetry-lab lesson', does: 'list the lessons' },
			{ line: 'poetry-lab lesson write-and-close', does: 'begin with the first one' },
			{ line: 'poetry-lab lesson --reset', does: 'forget which are done' },
		],
		endings: labEndings,
	},
	get: {
		argument: { form: '<host:port>', offer: 'words:poem-address', repeatable: true },
		summary: 'fetch a poem: its exact bytes, nothing else',
		about: [
			'Writes the poem to stdout, and words about it to stderr. Several poems are fetched at once and written in the order in which they were asked for; stderr has the progress of each, and then how long all took, and one after the other. When a transform fails, the poem comes as it was before that transform. An address without a host is on 127.0.0.1.',
		],
		examples: [
			{ line: 'poetry-lab get :12000', does: 'through a caching proxy' },
			{ line: 'poetry-lab get :12000 --transform shout,rot13', does: 'and two transforms' },
			{ line: 'poetry-lab get :10000 :10001 --at-once 1', does: 'two poems, one after the other' },
			{ line: 'poetry-lab get :10000 :10001 --json', does: 'two poems, as JSON, with their times' },
			{ line: 'poetry-lab get :12000 --timeout 500 --strict', does: 'in time and complete, or not at all' },
		],
		endings: [
			{ code: '0', when: 'the poem came; also when a transform failed and the original came' },
			{ code: '1', when: 'no poem came' },
			{ code: '4', when: 'with --strict: a transform failed, and the original came' },
		],
	},
	crowd: {
		argument: { form: '<host:port>', offer: 'words:poem-address', repeatable: false },
		summary: 'many clients at once',
		about: [
			'Sends clients to one host and writes the totals: how many had the whole poem, what failed, and how long it took. --clients is needed. After Ctrl+C or SIGTERM it writes the totals so far.',
			'The totals end with how long the clients waited for the first byte and for the whole poem: the median, p90, p99 and the longest. With --json these are firstByteMs and wholeMs, each {p50, p90, p99, max} in milliseconds; where nothing came, they are absent.',
		],
		examples: [
			{ line: 'poetry-lab crowd :12004 --clients 1000', does: 'a crowd at a cold proxy' },
			{ line: 'poetry-lab crowd :10000 --clients 600 --rate 100', does: 'six seconds of readers' },
			{ line: 'poetry-lab crowd :12000 --clients 50 --transform shout', does: 'each with a transform' },
		],
		endings: [
			{ code: '0', when: 'every client had its poem' },
			{ code: '1', when: 'some clients had not' },
		],
	},
	serve: {
		summary: 'the lab without a screen, event by event',
		about: [
			'Starts what the lab starts, and prints what happens, an event a line. With --json each line is a JSON object: first one for each server, then one of type ready, then what happens.',
			'It has no line for bytes on their way, of a connection or to and from a class: connection-closed, class-released and class-followed say how many there were. A recording (--record) has each of them.',
			'In a pipe it ends when its reader does (serve | head -1). A slow reader does not slow the clients down: when 4 MiB wait for it, lines are left out until it has read them. Then one line says how many, in JSON with "type":"lines-left-out".',
		],
		examples: [
			{ line: 'poetry-lab serve', does: 'for a person' },
			{ line: 'poetry-lab serve --json > session.jsonl', does: 'for a program or replay' },
			{ line: 'poetry-lab serve --poetry-port 0 --proxy-port 0', does: 'on free ports' },
		],
		endings: labEndings,
	},
	replay: {
		argument: { form: '<file>', offer: 'file', repeatable: false },
		summary: 'a recording, on the same screen',
		about: [
			'Opens what --record, R in the lab, or serve --json wrote. It can be played, stepped through, searched and looked into. See poetry-lab help recordings.',
		],
		examples: [{ line: 'poetry-lab replay session.jsonl', does: 'look at it again' }],
		endings: [{ code: '0', when: 'it was left with q' }],
	},
	class: {
		argument: { form: '<url>', repeatable: false },
		summary: 'the board of a class: all its labs, live',
		about: [
			'Shows each lab that has joined with --class: what it serves, at which lesson and step somebody is, and when anything was heard of it. Enter watches one. Without a url it is the class that POETRY_LAB_CLASS names. See poetry-lab help classes.',
			'With --json it needs no terminal, and prints a line when a lab joins or leaves, when somebody reaches, guesses or does a step of a lesson, and when the counts of a lab have changed.',
		],
		examples: [
			{ line: 'poetry-lab class redis://teacher.local', does: 'the board' },
			{ line: 'poetry-lab class redis://teacher.local --json', does: 'for a script' },
		],
		endings: [
			{ code: '0', when: 'it was left with q, or its reader went away' },
			{ code: '1', when: 'the class does not let it in' },
		],
	},
	watch: {
		argument: { form: '<url> <name>', repeatable: false },
		summary: 'one lab of a class, live, on the usual screen',
		about: [
			'Shows what happens in a lab of a class: its panels, the inspector, latency, filters. Nothing can be changed there. Space holds it still; the keys of a replay step back through what the class still has; R records it here. Without a url it is the class that POETRY_LAB_CLASS names.',
		],
		examples: [{ line: 'poetry-lab watch redis://teacher.local ada@mac', does: 'look over a shoulder' }],
		endings: [
			{ code: '0', when: 'it was left with q' },
			{ code: '1', when: 'the class does not let it in' },
		],
	},
	completion: {
		argument: { form: '<shell>', offer: 'words:shell', repeatable: false },
		summary: 'a script that lets the tab key complete',
		about: [
			'Prints a script for the shell; its first lines say how to install it. With it the tab key knows commands, flags, addresses, transforms, faults, lessons and topics, and after --poems the poems of that directory.',
		],
		examples: [
			{ line: 'source <(poetry-lab completion bash)', does: 'in ~/.bashrc' },
			{ line: 'source <(poetry-lab completion zsh)', does: 'in ~/.zshrc, after compinit' },
			{ line: 'poetry-lab completion fish | source', does: 'in ~/.config/fish/config.fish' },
		],
		endings: [{ code: '0', when: 'the script was printed' }],
	},
	help: {
		argument: { form: '[command|topic]', offer: 'words:topic', repeatable: false },
		summary: 'help, for one command or topic',
		about: [
			'The manual page holds all of it: man poetry-lab after npm install --global, or man ./dist/poetry-lab.1 here.',
		],
		examples: [
			{ line: 'poetry-lab help get', does: 'the same as poetry-lab get --help' },
			{ line: 'poetry-lab help faults', does: 'what can be broken, and how' },
			{ line: 'poetry-lab help wire', does: 'the protocols' },
		],
		endings: [{ code: '0', when: 'it was printed' }],
	},
};

/** The names of all commands, in the same order. */
export const commandNames = Object.keys(commands) as readonly CommandName[];

/** The first lines that a stranger may try. */
export const firstExamples: readonly Example[] = [
	{ line: 'poetry-lab', does: 'open the lab' },
	{ line: 'poetry-lab lesson', does: 'learn, one lesson after the other' },
	{ line: 'poetry-lab get :12000', does: 'a poem through a caching proxy' },
	{ line: 'poetry-lab get :10000 --transform shout', does: 'and through a transform' },
	{ line: 'poetry-lab crowd :12000 --clients 200', does: 'send 200 readers at once' },
	{ line: 'nc 127.0.0.1 10000', does: 'any netcat can join in' },
];

/** The exit codes of every command. */
export const everyEnding: readonly Ending[] = [
	{ code: '2', when: 'the command line is wrong' },
	{ code: '129', when: 'the terminal was closed' },
	{ code: '130', when: 'after Ctrl+C' },
	{ code: '143', when: 'after SIGTERM' },
];
