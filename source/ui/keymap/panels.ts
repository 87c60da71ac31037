import { bind, helpAndQuit, section, typingSection, unlisted } from './section.ts';

/** The panels, in the order of their digits. */
export const panelNames = ['servers', 'traffic', 'connections', 'client', 'poem'] as const;

export type PanelName = (typeof panelNames)[number];

function titleOf(name: PanelName): string {
	return name.slice(0, 1).toUpperCase() + name.slice(1);
}

const onlyShown = { notInReplay: 'the client only shows what it did' } as const;

/** The keys of each panel and of an opened exchange, and those that all panels share. */
export const panelSections = [
	section('client', 'Client', [
		bind(['b'], 'open-batch', 'the fetches of a batch side by side', { hint: 'batch', hintWhen: 'batched' }),
		bind(['t'], 'pick-transforms', 'choose transforms and their order', { hint: 'transforms', ...onlyShown }),
		bind(['/'], 'pick-host', 'choose hosts, or add one', { hint: 'hosts', ...onlyShown }),
		bind(['c'], 'crowd', 'send a crowd of clients', { hint: 'crowd', hintWhen: 'crowd-possible' }),
		bind(['i'], 'inspect', 'open the last fetch', { hint: 'inspect', hintWhen: 'fetched' }),
		bind(['a'], 'more-at-once', 'how many at once: 1, 2, 4, all', { hint: 'at once', hintWhen: 'hosts-marked' }),
		bind(['p'], 'batch-promise', 'Promise.all, or allSettled', { hint: 'all/settled', hintWhen: 'hosts-marked' }),
		bind(['escape'], 'back', 'cancel the fetch; again: all', { hint: 'cancel', hintWhen: 'fetching' }),
	]),
	section('client-fetch', 'Client, on Fetch', [
		bind(['enter'], 'fetch', 'fetch the poem', { hint: 'fetch', notInReplay: 'nothing can be fetched' }),
		bind(['left', 'h'], 'previous-host', 'the host before', onlyShown),
		bind(['right', 'l'], 'next-host', 'the next host', onlyShown),
	]),
	typingSection('client-host', 'Client, on Host', [
		bind(['enter', '/'], 'pick-host', 'choose a host; so does typing', { hint: 'choose a host' }),
		unlisted(['left'], 'previous-host', 'the host before'),
		unlisted(['right'], 'next-host', 'the next host', { hint: 'next host' }),
		unlisted(['?'], 'help', 'this help'),
		unlisted(['space'], 'pause', 'pause Traffic, or go on'),
	]),
	section('client-transforms', 'Client, on Transforms', [
		bind(['enter'], 'pick-transforms', 'choose transforms', { hint: 'choose transforms' }),
		bind(['left', 'h'], 'previous-transform', 'the transform before, alone', onlyShown),
		bind(['right', 'l'], 'next-transform', 'the next transform, alone', { hint: 'next transform', ...onlyShown }),
	]),
	section('client-at-once', 'Client, on At once', [
		bind(['right', 'l', 'enter'], 'more-at-once', 'the next number', { hint: 'how many' }),
		bind(['left', 'h'], 'fewer-at-once', 'the number before'),
	]),
	section('client-fetches', 'Client, on a fetch', [
		bind(['enter'], 'inspect', 'open what happened in it', { hint: 'open' }),
	]),
	section('servers', 'Servers', [
		bind(['enter'], 'use-as-host', 'make it the client’s host', { hint: 'as host', ...onlyShown }),
		bind(['f'], 'faults', 'break it on purpose: its faults', {
			hint: 'faults',
			notInReplay: 'nothing can be broken',
		}),
		unlisted(['F'], 'clear-faults', 'all faults off', { hint: 'all faults off', hintWhen: 'broken' }),
		bind(['c'], 'toggle-collapsing', 'a proxy’s collapsing off, or on', {
			hint: 'collapsing',
			hintWhen: 'proxy-selected',
			notInReplay: 'what its proxies did is done',
		}),
		bind(['o'], 'toggle-server', 'stop it, or start it again', {
			hint: 'on/off',
			notInReplay: 'its servers can not be stopped or started',
		}),
	]),
	section('traffic', 'Traffic', [
		bind(['enter', 'i'], 'inspect', 'open the exchange', { hint: 'open', hintWhen: 'exchange-selected' }),
		bind(['escape'], 'back', 'clear the filter', { hint: 'clear filter', hintWhen: 'filtered' }),
		bind(['/'], 'filter', 'filter: miss !hit >10ms', { hint: 'filter' }),
		bind(['m'], 'mark', 'mark it, or unmark it', { hint: 'mark', hintWhen: 'exchange-selected' }),
		unlisted(['L'], 'latency', 'how long they took', { hint: 'latency' }),
		bind(['space'], 'pause', 'pause, or go on', { hint: 'pause' }),
		bind(['G', 'end'], 'last', 'the newest, and follow', { hint: 'newest', hintWhen: 'exchange-selected' }),
		bind(['y'], 'copy', 'copy an nc line that repeats it', { hint: 'copy nc', hintWhen: 'exchange-selected' }),
	]),
	section('connections', 'Connections', [
		bind(['enter', 'i'], 'inspect', 'open the exchange', { hint: 'open', hintWhen: 'exchange-selected' }),
		bind(['y'], 'copy', 'copy an nc line that repeats it', { hint: 'copy nc', hintWhen: 'exchange-selected' }),
	]),
	section('poem', 'Poem', [
		bind(['i', 'enter'], 'inspect', 'open the last fetch', { hint: 'inspect', hintWhen: 'fetched' }),
		bind(['escape'], 'back', 'cancel the fetch; again: all', { hint: 'cancel', hintWhen: 'fetching' }),
		bind(['n'], 'next-match', 'the next match', { hint: 'next match', hintWhen: 'found' }),
		bind(['N'], 'previous-match', 'the match before'),
		bind(['/'], 'search', 'search in the poem', { hint: 'search' }),
		bind(['y'], 'copy', 'copy the poem', { hint: 'copy', hintWhen: 'poem-begun' }),
		unlisted(['s'], 'save-poem', 'save the poem', { hint: 'save', hintWhen: 'poem-whole' }),
	]),
	section('inspector', 'An exchange, opened', [
		bind(['tab'], 'next-view', 'ladder, bytes, why, times', { hint: 'view' }),
		bind(['shift+tab'], 'previous-view', 'the view before'),
		bind(['j'], 'next-exchange', 'the next exchange in Traffic', { hint: 'exchange' }),
		bind(['k'], 'previous-exchange', 'the exchange before'),
		unlisted(['up'], 'up', 'scroll up'),
		bind(['down'], 'down', 'scroll', { hint: 'scroll' }),
		unlisted(['pageup', 'ctrl+b'], 'page-up', 'a page up'),
		unlisted(['pagedown', 'ctrl+f', 'space'], 'page-down', 'a page down'),
		unlisted(['g', 'home'], 'first', 'the beginning'),
		unlisted(['G', 'end'], 'last', 'the end'),
		bind(['h'], 'toggle-hex', 'bytes as hex, or as text', { hint: 'hex/text', hintWhen: 'bytes' }),
		bind(['n'], 'next-match', 'the next match', { hint: 'next match', hintWhen: 'found' }),
		bind(['N'], 'previous-match', 'the match before'),
		bind(['/'], 'search', 'search in the bytes; also 0x0d0a', { hint: 'search', hintWhen: 'bytes' }),
		bind(['y'], 'copy', 'copy the bytes, or an nc line', { hint: 'copy' }),
		bind(['m'], 'mark', 'mark it, or unmark it', { hint: 'mark' }),
		bind(['escape'], 'back', 'back to the panels', { hint: 'back' }),
		...helpAndQuit,
	]),
	section('batch', 'A batch, opened', [
		bind(['right', 'l', 'tab'], 'next-lane', 'the next fetch', { hint: 'fetch' }),
		bind(['left', 'h', 'shift+tab'], 'previous-lane', 'the fetch before'),
		bind(['enter', 'i'], 'accept', 'open it alone', { hint: 'open it' }),
		unlisted(['up', 'k'], 'up', 'scroll up'),
		bind(['down', 'j'], 'down', 'scroll', { hint: 'scroll' }),
		unlisted(['pageup', 'ctrl+b'], 'page-up', 'a page up'),
		unlisted(['pagedown', 'ctrl+f', 'space'], 'page-down', 'a page down'),
		unlisted(['g', 'home'], 'first', 'the beginning'),
		unlisted(['G', 'end'], 'last', 'the end'),
		bind(['escape', 'b'], 'back', 'back to the panels', { hint: 'back' }),
		...helpAndQuit,
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
		bind(['r'], 'repeat-fetch', 'repeat the last fetch', {
			hint: 'repeat',
			hintWhen: 'repeatable',
			notInReplay: 'nothing can be fetched',
		}),
		bind(['x'], 'purge-cache', 'purge the proxies’ cache', {
			hint: 'purge cache',
			hintWhen: 'fetched',
			notInReplay: 'its cache can not be purged',
		}),
		bind(['s'], 'save-poem', 'save the poem in a file'),
		bind(['tab'], 'focus-next', 'the next panel', { hint: 'panel' }),
		bind(['shift+tab'], 'focus-previous', 'the panel before'),
		...panelNames.map((name, at) => bind([`${at + 1}`], `focus-${name}` as const, titleOf(name))),
		bind(['z', '+'], 'zoom', 'this panel alone, or all', { hint: 'zoom' }),
		bind(['space'], 'pause', 'pause Traffic, or go on'),
		bind(['escape'], 'back', 'back out', { hint: 'back', hintWhen: 'zoomed' }),
		bind(['?'], 'help', 'this help', { hint: 'help' }),
		bind(['q'], 'quit', 'quit', { hint: 'quit' }),
		bind(['0'], 'lessons', 'the lessons, or back to yours', {
			hint: 'lessons',
			hintWhen: 'no-lesson',
			notInReplay: 'a lesson needs a lab with servers',
		}),
		bind(['B'], 'block-loop', 'block the lab’s loop for 2 s', { notInReplay: 'there is no loop to block' }),
		bind(['F'], 'clear-faults', 'all faults off, everywhere', { notInReplay: 'its faults can not be taken off' }),
		bind(['L'], 'latency', 'how long hits and misses take', { hint: 'latency' }),
		bind(['C'], 'crowd', 'the crowd under way, or a new one'),
		bind(['R'], 'record', 'record all events, or stop', {
			hint: 'record',
			notInReplay: 'there is nothing new to record',
		}),
	]),
];
