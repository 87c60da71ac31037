/** The panels, in the order of their digits. */
export const panelNames = ['servers', 'traffic', 'connections', 'client', 'poem'] as const;

export type PanelName = (typeof panelNames)[number];

/** What must be so for a hint to be worth its place. */
export type Condition =
	| 'fetching'
	| 'fetched'
	| 'filtered'
	| 'searched'
	| 'zoomed'
	| 'bytes'
	| 'broken'
	| 'crowd-ended';

interface BindingOf<Name extends string> {
	readonly keys: readonly string[];
	readonly command: Name;
	/** One plain line for the help. */
	readonly description: string;
	/** A word or two for the bottom line; absent where it is only in the help. */
	readonly hint?: string;
	readonly hintWhen?: Condition;
	/** Left out of the help, which says the same thing elsewhere. */
	readonly hiddenInHelp?: boolean;
}

interface SectionOf<Place extends string, Name extends string> {
	readonly context: Place;
	readonly title: string;
	/** Hints are shown in their order. */
	readonly bindings: readonly BindingOf<Name>[];
	/** A printable character is text here, and not a key. */
	readonly isText: boolean;
}

/** Every binding, in the order of the help: the only place that says which keys do something, and in which words. */
const sections = [
	section('client', 'Client', [
		bind(['t'], 'pick-transforms', 'choose transforms and their order', { hint: 'transforms' }),
		bind(['/'], 'pick-host', 'choose a host, or add one', { hint: 'host' }),
		bind(['c'], 'crowd', 'send a crowd of clients', { hint: 'crowd' }),
		bind(['i'], 'inspect', 'open the last fetch', { hint: 'inspect', hintWhen: 'fetched' }),
		bind(['escape'], 'back', 'cancel the fetch', { hint: 'cancel', hintWhen: 'fetching' }),
	]),
	section('client-fetch', 'Client, on Fetch', [
		bind(['enter'], 'fetch', 'fetch the poem', { hint: 'fetch' }),
		bind(['left', 'h'], 'previous-host', 'the host before'),
		bind(['right', 'l'], 'next-host', 'the next host'),
	]),
	textSection('client-host', 'Client, on Host', [
		bind(['enter', '/'], 'pick-host', 'choose a host; so does typing', { hint: 'choose a host' }),
		bind(['left'], 'previous-host', 'the host before', { hiddenInHelp: true }),
		bind(['right'], 'next-host', 'the next host', { hint: 'next host', hiddenInHelp: true }),
		bind(['?'], 'help', 'this help', { hiddenInHelp: true }),
		bind(['space'], 'pause', 'pause Traffic, or go on', { hiddenInHelp: true }),
	]),
	section('client-transforms', 'Client, on Transforms', [
		bind(['enter', 'left', 'right', 'h', 'l'], 'pick-transforms', 'choose transforms', { hint: 'choose transforms' }),
	]),
	section('servers', 'Servers', [
		bind(['enter'], 'use-as-host', 'make it the client’s host', { hint: 'use in client' }),
		bind(['f'], 'faults', 'break it on purpose: its faults', { hint: 'faults' }),
		bind(['F'], 'clear-faults', 'all faults off', { hint: 'all faults off', hintWhen: 'broken', hiddenInHelp: true }),
		bind(['c'], 'toggle-collapsing', 'a proxy’s collapsing off, or on', { hint: 'collapsing' }),
		bind(['o'], 'toggle-server', 'stop it, or start it again', { hint: 'stop/start' }),
	]),
	section('traffic', 'Traffic', [
		bind(['enter', 'i'], 'inspect', 'open the exchange', { hint: 'open' }),
		bind(['escape'], 'back', 'clear the filter', { hint: 'clear filter', hintWhen: 'filtered' }),
		bind(['/'], 'filter', 'filter: miss !hit >10ms', { hint: 'filter' }),
		bind(['m'], 'mark', 'mark it, or unmark it', { hint: 'mark' }),
		bind(['L'], 'latency', 'how long they took', { hint: 'latency', hiddenInHelp: true }),
		bind(['space'], 'pause', 'pause, or go on', { hint: 'pause' }),
		bind(['G', 'end'], 'last', 'the newest, and follow', { hint: 'newest' }),
		bind(['y'], 'copy', 'copy an nc line that repeats it', { hint: 'copy nc' }),
	]),
	section('connections', 'Connections', [
		bind(['enter', 'i'], 'inspect', 'open the exchange', { hint: 'open' }),
		bind(['y'], 'copy', 'copy an nc line that repeats it', { hint: 'copy nc' }),
	]),
	section('poem', 'Poem', [
		bind(['i', 'enter'], 'inspect', 'open the last fetch', { hint: 'inspect', hintWhen: 'fetched' }),
		bind(['escape'], 'back', 'cancel the fetch', { hint: 'cancel', hintWhen: 'fetching' }),
		bind(['n'], 'next-match', 'the next match', { hint: 'next match', hintWhen: 'searched' }),
		bind(['N'], 'previous-match', 'the match before'),
		bind(['/'], 'search', 'search in the poem', { hint: 'search' }),
		bind(['y'], 'copy', 'copy the poem', { hint: 'copy', hintWhen: 'fetched' }),
		bind(['s'], 'save-poem', 'save the poem', { hint: 'save', hintWhen: 'fetched', hiddenInHelp: true }),
	]),
	section('inspector', 'An exchange, opened', [
		bind(['tab'], 'next-view', 'ladder, bytes, why, times', { hint: 'view' }),
		bind(['shift+tab'], 'previous-view', 'the view before'),
		bind(['j'], 'next-exchange', 'the next exchange in Traffic', { hint: 'exchange' }),
		bind(['k'], 'previous-exchange', 'the exchange before'),
		bind(['up'], 'up', 'scroll up', { hiddenInHelp: true }),
		bind(['down'], 'down', 'scroll', { hint: 'scroll' }),
		bind(['pageup', 'ctrl+b'], 'page-up', 'a page up', { hiddenInHelp: true }),
		bind(['pagedown', 'ctrl+f', 'space'], 'page-down', 'a page down', { hiddenInHelp: true }),
		bind(['g', 'home'], 'first', 'the beginning', { hiddenInHelp: true }),
		bind(['G', 'end'], 'last', 'the end', { hiddenInHelp: true }),
		bind(['h'], 'toggle-hex', 'bytes as hex, or as text', { hint: 'hex/text', hintWhen: 'bytes' }),
		bind(['n'], 'next-match', 'the next match', { hint: 'next match', hintWhen: 'searched' }),
		bind(['N'], 'previous-match', 'the match before'),
		bind(['/'], 'search', 'search in the bytes; also 0x0d0a', { hint: 'search', hintWhen: 'bytes' }),
		bind(['y'], 'copy', 'copy the bytes, or an nc line', { hint: 'copy' }),
		bind(['m'], 'mark', 'mark it, or unmark it', { hint: 'mark' }),
		bind(['escape'], 'back', 'back to the panels', { hint: 'back' }),
		bind(['?'], 'help', 'this help', { hint: 'help', hiddenInHelp: true }),
		bind(['q'], 'quit', 'quit', { hint: 'quit', hiddenInHelp: true }),
	]),
	section('moving', 'Moving', [
		bind(['up', 'k'], 'up', 'one up'),
		bind(['down', 'j'], 'down', 'one down', { hint: 'move' }),
		bind(['pageup', 'ctrl+b'], 'page-up', 'a page up'),
		bind(['pagedown', 'ctrl+f'], 'page-down', 'a page down'),
		bind(['g', 'home'], 'first', 'the first'),
		bind(['G', 'end'], 'last', 'the last'),
	]),
	section('everywhere', 'Everywhere', [
		bind(['r'], 'repeat-fetch', 'repeat the last fetch', { hint: 'repeat', hintWhen: 'fetched' }),
		bind(['x'], 'purge-cache', 'purge the proxies’ cache', { hint: 'purge cache', hintWhen: 'fetched' }),
		bind(['s'], 'save-poem', 'save the poem in a file'),
		bind(['tab'], 'focus-next', 'the next panel', { hint: 'panel' }),
		bind(['shift+tab'], 'focus-previous', 'the panel before'),
		bind(['1'], 'focus-servers', 'Servers'),
		bind(['2'], 'focus-traffic', 'Traffic'),
		bind(['3'], 'focus-connections', 'Connections'),
		bind(['4'], 'focus-client', 'Client'),
		bind(['5'], 'focus-poem', 'Poem'),
		bind(['z', '+'], 'zoom', 'this panel alone, or all', { hint: 'zoom' }),
		bind(['space'], 'pause', 'pause Traffic, or go on'),
		bind(['escape'], 'back', 'back out', { hint: 'back', hintWhen: 'zoomed' }),
		bind(['?'], 'help', 'this help', { hint: 'help' }),
		bind(['q'], 'quit', 'quit', { hint: 'quit' }),
		bind(['0'], 'lessons', 'the lessons, or back to yours', { hint: 'lessons' }),
		bind(['B'], 'block-loop', 'block the lab’s loop for 2 s'),
		bind(['F'], 'clear-faults', 'all faults off, everywhere'),
		bind(['L'], 'latency', 'how long hits and misses take', { hint: 'latency' }),
		bind(['R'], 'record', 'record all events, or stop', { hint: 'record' }),
	]),
	section('lesson-choose', 'A lesson, guessing', [
		bind(['enter'], 'accept', 'guess what is marked', { hint: 'guess' }),
		bind(['up', 'k'], 'up', 'the choice before', { hiddenInHelp: true }),
		bind(['down', 'j'], 'down', 'the next choice', { hint: 'choose', hiddenInHelp: true }),
		...guesses('guess it'),
		bind(['n'], 'skip-step', 'skip the step', { hint: 'skip', hiddenInHelp: true }),
	]),
	section('lesson-do', 'A lesson, doing', [
		bind(['enter'], 'do-task', 'let the lab do it', { hint: 'do it' }),
		...guesses('another guess'),
		bind(['n'], 'skip-step', 'skip the step', { hint: 'skip' }),
	]),
	section('lesson-wait', 'A lesson, waiting', [
		bind(['n'], 'skip-step', 'skip the step', { hint: 'skip', hiddenInHelp: true }),
	]),
	section('lesson-next', 'A lesson, after it happened', [
		bind(['enter', 'n'], 'next-step', 'the next step', { hint: 'next step' }),
	]),
	section('lesson-over', 'A lesson, at its end', [
		bind(['enter', 'n'], 'next-lesson', 'the next lesson', { hint: 'next lesson' }),
	]),
	section('lesson', 'A lesson', [
		bind(['escape'], 'back', 'leave it', { hint: 'leave' }),
		bind(['pagedown', 'ctrl+f'], 'page-down', 'more of the card', { hiddenInHelp: true }),
		bind(['pageup', 'ctrl+b'], 'page-up', 'back in the card', { hiddenInHelp: true }),
	]),
	section('lesson-aside', 'Beside a lesson', [
		bind(['0'], 'lessons', 'back to the lesson', { hint: 'back to the lesson' }),
	]),
	section('lessons', 'Choosing a lesson', [
		bind(['enter'], 'accept', 'begin it', { hint: 'begin' }),
		bind(['down', 'j'], 'down', 'one down', { hint: 'move', hiddenInHelp: true }),
		bind(['up', 'k'], 'up', 'one up', { hiddenInHelp: true }),
		bind(['g', 'home'], 'first', 'the first', { hiddenInHelp: true }),
		bind(['G', 'end'], 'last', 'the last', { hiddenInHelp: true }),
		bind(['escape', '0', 'q'], 'close', 'back to the panels', { hint: 'back' }),
	]),
	section('always', 'Always', [
		bind(['ctrl+c'], 'interrupt', 'quit, from anywhere'),
		bind(['ctrl+l'], 'redraw', 'draw the screen anew'),
		bind(['ctrl+z'], 'suspend', 'suspend, servers too, until fg'),
	]),
	textSection('host-picker', 'Choosing a host', [
		bind(['enter'], 'accept', 'take it, or add what was typed', { hint: 'take it' }),
		bind(['escape'], 'close', 'back, with nothing changed', { hint: 'back' }),
		bind(['up'], 'up', 'one up', { hiddenInHelp: true }),
		bind(['down'], 'down', 'one down', { hint: 'move', hiddenInHelp: true }),
	]),
	section('transform-picker', 'Choosing transforms', [
		bind(['space'], 'toggle', 'run it, or not', { hint: 'on/off' }),
		bind(['shift+up', 'K'], 'move-earlier', 'run it earlier', { hint: 'earlier' }),
		bind(['shift+down', 'J'], 'move-later', 'run it later', { hint: 'later' }),
		bind(['enter'], 'accept', 'done', { hint: 'done' }),
		bind(['escape'], 'close', 'back, with nothing changed', { hint: 'back' }),
		bind(['up', 'k'], 'up', 'one up', { hiddenInHelp: true }),
		bind(['down', 'j'], 'down', 'one down', { hiddenInHelp: true }),
		bind(['g', 'home'], 'first', 'the first', { hiddenInHelp: true }),
		bind(['G', 'end'], 'last', 'the last', { hiddenInHelp: true }),
	]),
	textSection('fault-menu', 'Choosing faults', [
		bind(['space', 'enter'], 'toggle', 'on, as set; or off', { hint: 'on/off' }),
		bind(['down'], 'down', 'one down', { hint: 'move', hiddenInHelp: true }),
		bind(['up'], 'up', 'one up', { hiddenInHelp: true }),
		bind(['escape'], 'close', 'back to the panels', { hint: 'back' }),
	]),
	textSection('crowd-prompt', 'Sending a crowd', [
		bind(['enter'], 'accept', 'send it', { hint: 'send it' }),
		bind(['down', 'tab'], 'down', 'the other number', { hint: 'move' }),
		bind(['up', 'shift+tab'], 'up', 'the other number', { hiddenInHelp: true }),
		bind(['escape'], 'close', 'back, with nothing sent', { hint: 'back' }),
	]),
	section('crowd', 'A crowd', [
		bind(['escape'], 'close', 'cancel it; once it ended, back', { hint: 'cancel, or back' }),
		bind(['enter'], 'accept', 'the same again, once it ended', { hint: 'again', hintWhen: 'crowd-ended' }),
		bind(['x'], 'purge-cache', 'purge the proxies’ cache', { hint: 'purge cache', hiddenInHelp: true }),
		bind(['?'], 'help', 'this help', { hint: 'help', hiddenInHelp: true }),
		bind(['q'], 'quit', 'quit', { hint: 'quit', hiddenInHelp: true }),
	]),
	textSection('filter', 'Typing a filter', [
		bind(['enter'], 'accept', 'keep it', { hint: 'keep' }),
		bind(['escape'], 'close', 'clear it', { hint: 'clear' }),
	]),
	textSection('search', 'Typing a search', [
		bind(['enter'], 'accept', 'keep it; n and N go on', { hint: 'keep' }),
		bind(['escape'], 'close', 'end it', { hint: 'end' }),
		bind(['down'], 'next-match', 'the next match', { hint: 'next', hiddenInHelp: true }),
		bind(['up'], 'previous-match', 'the match before', { hiddenInHelp: true }),
	]),
	textSection('save-poem', 'Saving the poem', [
		bind(['enter'], 'accept', 'save it in a new file', { hint: 'save' }),
		bind(['escape'], 'close', 'back, with nothing saved', { hint: 'back' }),
	]),
	textSection('record', 'Naming a recording', [
		bind(['enter'], 'accept', 'record in a new file', { hint: 'record' }),
		bind(['escape'], 'close', 'back, nothing recorded', { hint: 'back' }),
	]),
	section('replay', 'In a replay', [
		bind(['space'], 'replay-toggle', 'play, or pause', { hint: 'play/pause' }),
		bind(['right', '.'], 'replay-forward', 'one event on', { hint: 'event' }),
		bind(['left', ','], 'replay-back', 'one event back'),
		bind(['>'], 'replay-tenth-forward', 'a tenth on', { hint: 'tenth' }),
		bind(['<'], 'replay-tenth-back', 'a tenth back'),
		bind([']'], 'replay-faster', 'faster', { hint: 'speed' }),
		bind(['['], 'replay-slower', 'slower'),
		bind(['0', '^'], 'replay-start', 'to the start', { hint: 'start/end' }),
		bind(['$'], 'replay-end', 'to the end'),
	]),
	section('latency', 'Latency', [
		bind(['escape', 'L', 'enter'], 'close', 'back to the panels', { hint: 'back' }),
		bind(['?'], 'help', 'this help', { hint: 'help', hiddenInHelp: true }),
		bind(['q'], 'quit', 'quit', { hint: 'quit', hiddenInHelp: true }),
	]),
	section('typing', 'Typing', [
		bind(['backspace', 'delete'], 'erase', 'erase a character'),
		bind(['ctrl+w'], 'erase-word', 'erase a word'),
		bind(['ctrl+u'], 'erase-all', 'erase it all'),
	]),
	section('help', 'In this help', [
		bind(['escape', 'q', '?', 'enter'], 'close', 'close', { hint: 'close' }),
		bind(['down', 'j'], 'down', 'one down', { hint: 'scroll', hiddenInHelp: true }),
		bind(['up', 'k'], 'up', 'one up', { hiddenInHelp: true }),
		bind(['pagedown', 'space'], 'page-down', 'a page down'),
		bind(['pageup'], 'page-up', 'a page up', { hiddenInHelp: true }),
	]),
];

/** Where a binding holds. A key is looked up in the contexts that hold now, the narrowest first. */
export type Context = (typeof sections)[number]['context'];

/** Everything a key can ask for. What a command does depends on where the person is; see `view.ts`. */
export type Command = (typeof sections)[number]['bindings'][number]['command'];

/** One binding. */
export type Binding = BindingOf<Command>;

/** The bindings that hold in one context, under the title that the help gives them. */
export type KeySection = SectionOf<Context, Command>;

/** Every binding, in the order of the help. */
export const keymap: readonly KeySection[] = sections;

/** The letters before the choices. */
function guesses(description: string) {
	return [
		bind(['a'], 'choose-a', `a, b, c: ${description}`),
		bind(['b'], 'choose-b', description, { hiddenInHelp: true }),
		bind(['c'], 'choose-c', description, { hiddenInHelp: true }),
		bind(['d'], 'choose-d', description, { hiddenInHelp: true }),
	];
}

function section<Place extends string, Name extends string>(
	context: Place,
	title: string,
	bindings: readonly BindingOf<Name>[],
): SectionOf<Place, Name> {
	return { context, title, bindings, isText: false };
}

/** A section of a place where text is typed. */
function textSection<Place extends string, Name extends string>(
	context: Place,
	title: string,
	bindings: readonly BindingOf<Name>[],
): SectionOf<Place, Name> {
	return { context, title, bindings, isText: true };
}

function bind<Name extends string>(
	keys: readonly string[],
	command: Name,
	description: string,
	more: Pick<BindingOf<Name>, 'hint' | 'hintWhen' | 'hiddenInHelp'> = {},
): BindingOf<Name> {
	return { keys, command, description, ...more };
}
