/** Everything a key can ask for. What a command does depends on where the person is; see `screen-state.ts`. */
export type Command =
	| 'quit'
	| 'interrupt'
	| 'help'
	| 'back'
	| 'focus-next'
	| 'focus-previous'
	| 'focus-servers'
	| 'focus-traffic'
	| 'focus-connections'
	| 'focus-client'
	| 'focus-poem'
	| 'zoom'
	| 'pause'
	| 'repeat-fetch'
	| 'purge-cache'
	| 'up'
	| 'down'
	| 'page-up'
	| 'page-down'
	| 'first'
	| 'last'
	| 'use-as-host'
	| 'toggle-server'
	| 'filter'
	| 'fetch'
	| 'previous-host'
	| 'next-host'
	| 'pick-host'
	| 'pick-transforms'
	| 'toggle'
	| 'move-earlier'
	| 'move-later'
	| 'accept'
	| 'close'
	| 'erase'
	| 'erase-word'
	| 'erase-all';

/** Where a binding holds. A key is looked up in the contexts that hold now, the narrowest first. */
export type Context =
	| 'help'
	| 'host-picker'
	| 'transform-picker'
	| 'filter'
	| 'typing'
	| 'client-host'
	| 'client-transforms'
	| 'client-fetch'
	| 'servers'
	| 'traffic'
	| 'connections'
	| 'client'
	| 'poem'
	| 'moving'
	| 'everywhere'
	| 'always';

/** What must be so for a hint to be worth its place. */
export type Condition = 'fetching' | 'fetched' | 'filtered' | 'zoomed';

/** One binding: the only place that says which keys do something, and in which words. */
export interface Binding {
	readonly keys: readonly string[];
	readonly command: Command;
	/** One plain line for the help. */
	readonly description: string;
	/** A word or two for the bottom line; absent where it is only in the help. */
	readonly hint?: string;
	readonly hintWhen?: Condition;
	/** Left out of the help, which says the same thing elsewhere. */
	readonly untold?: boolean;
}

/** The bindings that hold in one context, under the title that the help gives them. Hints are shown in their order. */
export interface KeySection {
	readonly context: Context;
	readonly title: string;
	readonly bindings: readonly Binding[];
}

/** Every binding, in the order of the help. */
export const keymap: readonly KeySection[] = [
	section('client', 'Client', [
		bind(['t'], 'pick-transforms', 'choose transforms and their order', { hint: 'transforms' }),
		bind(['/'], 'pick-host', 'choose a host, or add one', { hint: 'host' }),
		bind(['escape'], 'back', 'cancel the fetch', { hint: 'cancel', hintWhen: 'fetching' }),
	]),
	section('client-fetch', 'Client, on Fetch', [
		bind(['enter'], 'fetch', 'fetch the poem', { hint: 'fetch' }),
		bind(['left', 'h'], 'previous-host', 'the host before'),
		bind(['right', 'l'], 'next-host', 'the next host'),
	]),
	section('client-host', 'Client, on Host', [
		bind(['enter', '/'], 'pick-host', 'choose a host; so does typing', { hint: 'choose a host' }),
		bind(['left'], 'previous-host', 'the host before', { untold: true }),
		bind(['right'], 'next-host', 'the next host', { hint: 'next host', untold: true }),
		bind(['?'], 'help', 'this help', { untold: true }),
		bind(['space'], 'pause', 'pause Traffic, or go on', { untold: true }),
	]),
	section('client-transforms', 'Client, on Transforms', [
		bind(['enter', 'left', 'right', 'h', 'l'], 'pick-transforms', 'choose transforms', { hint: 'choose transforms' }),
	]),
	section('servers', 'Servers', [
		bind(['enter'], 'use-as-host', 'make it the client’s host', { hint: 'use in client' }),
		bind(['o'], 'toggle-server', 'stop it, or start it again', { hint: 'stop/start' }),
	]),
	section('traffic', 'Traffic', [
		bind(['escape'], 'back', 'clear the filter', { hint: 'clear filter', hintWhen: 'filtered' }),
		bind(['/'], 'filter', 'filter by words: miss ecstasy', { hint: 'filter' }),
		bind(['space'], 'pause', 'pause, or go on', { hint: 'pause' }),
		bind(['G', 'end'], 'last', 'the newest, and follow', { hint: 'newest' }),
	]),
	section('connections', 'Connections', []),
	section('poem', 'Poem', [bind(['escape'], 'back', 'cancel the fetch', { hint: 'cancel', hintWhen: 'fetching' })]),
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
	]),
	section('always', 'Always', [bind(['ctrl+c'], 'interrupt', 'quit, from anywhere')]),
	section('host-picker', 'Choosing a host', [
		bind(['enter'], 'accept', 'take it, or add what was typed', { hint: 'take it' }),
		bind(['escape'], 'close', 'back, with nothing changed', { hint: 'back' }),
		bind(['up'], 'up', 'one up', { untold: true }),
		bind(['down'], 'down', 'one down', { hint: 'move', untold: true }),
	]),
	section('transform-picker', 'Choosing transforms', [
		bind(['space'], 'toggle', 'run it, or not', { hint: 'on/off' }),
		bind(['shift+up', 'K'], 'move-earlier', 'run it earlier', { hint: 'earlier' }),
		bind(['shift+down', 'J'], 'move-later', 'run it later', { hint: 'later' }),
		bind(['enter'], 'accept', 'done', { hint: 'done' }),
		bind(['escape'], 'close', 'back, with nothing changed', { hint: 'back' }),
		bind(['up', 'k'], 'up', 'one up', { untold: true }),
		bind(['down', 'j'], 'down', 'one down', { untold: true }),
		bind(['g', 'home'], 'first', 'the first', { untold: true }),
		bind(['G', 'end'], 'last', 'the last', { untold: true }),
	]),
	section('filter', 'Typing a filter', [
		bind(['enter'], 'accept', 'keep it', { hint: 'keep' }),
		bind(['escape'], 'close', 'clear it', { hint: 'clear' }),
	]),
	section('typing', 'Typing', [
		bind(['backspace', 'delete'], 'erase', 'erase a character'),
		bind(['ctrl+w'], 'erase-word', 'erase a word'),
		bind(['ctrl+u'], 'erase-all', 'erase it all'),
	]),
	section('help', 'In this help', [
		bind(['escape', '?', 'enter', 'q'], 'close', 'close', { hint: 'close' }),
		bind(['down', 'j'], 'down', 'one down', { hint: 'scroll', untold: true }),
		bind(['up', 'k'], 'up', 'one up', { untold: true }),
		bind(['pagedown', 'space'], 'page-down', 'a page down'),
		bind(['pageup'], 'page-up', 'a page up', { untold: true }),
	]),
];

/** Contexts in which a printable character is text, and not a key. */
export const textContexts: readonly Context[] = ['filter', 'host-picker', 'client-host'];

function section(context: Context, title: string, bindings: readonly Binding[]): KeySection {
	return { context, title, bindings };
}

function bind(
	keys: readonly string[],
	command: Command,
	description: string,
	more: Pick<Binding, 'hint' | 'hintWhen' | 'untold'> = {},
): Binding {
	return { keys, command, description, ...more };
}
