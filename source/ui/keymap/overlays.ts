import { panelNames } from './panels.ts';
import { bind, helpAndQuit, section, typingSection, unlisted } from './section.ts';

/** The keys of what lies over the panels, of a line that is typed, and of a replay. */
export const overlaySections = [
	typingSection('host-picker', 'Choosing a host', [
		bind(['enter'], 'accept', 'take it, or add what was typed', { hint: 'take' }),
		bind(['space'], 'toggle', 'mark it, or not: several at once', { hint: 'mark' }),
		bind(['tab'], 'toggle-all', 'mark all that are found, or none', { hint: 'mark all' }),
		bind(['escape'], 'close', 'back, with nothing changed', { hint: 'back' }),
		unlisted(['up'], 'up', 'one up'),
		unlisted(['down'], 'down', 'one down', { hint: 'move' }),
	]),
	section('transform-picker', 'Choosing transforms', [
		bind(['space'], 'toggle', 'run it, or not', { hint: 'on/off' }),
		bind(['shift+up', 'K'], 'move-earlier', 'run it earlier', { hint: 'earlier' }),
		bind(['shift+down', 'J'], 'move-later', 'run it later', { hint: 'later' }),
		bind(['enter'], 'accept', 'take what is picked, or this one', { hint: 'take' }),
		bind(['escape'], 'close', 'back, with nothing changed', { hint: 'back' }),
		unlisted(['up', 'k'], 'up', 'one up'),
		unlisted(['down', 'j'], 'down', 'one down'),
		unlisted(['g', 'home'], 'first', 'the first'),
		unlisted(['G', 'end'], 'last', 'the last'),
	]),
	typingSection('fault-menu', 'Choosing faults', [
		bind(['space', 'enter'], 'toggle', 'on, as set; or off', { hint: 'on/off' }),
		unlisted(['down'], 'down', 'one down', { hint: 'move' }),
		unlisted(['up'], 'up', 'one up'),
		bind(['escape'], 'close', 'back to the panels', { hint: 'back' }),
	]),
	typingSection('crowd-prompt', 'Sending a crowd', [
		bind(['enter'], 'accept', 'send it', { hint: 'send it' }),
		bind(['down', 'tab'], 'down', 'the other number', { hint: 'move' }),
		unlisted(['up', 'shift+tab'], 'up', 'the other number'),
		bind(['escape'], 'close', 'back, with nothing sent', { hint: 'back' }),
	]),
	section('crowd', 'A crowd', [
		bind(['escape'], 'close', 'cancel it; once it ended, back', {
			...{ hint: 'cancel', hintWhen: 'crowd-under-way', hintElse: 'back' },
		}),
		bind(['enter'], 'accept', 'the same again, once it ended', { hint: 'again', hintWhen: 'crowd-ended' }),
		bind(['tab'], 'focus-next', 'the panels, while it goes on', { hint: 'panels' }),
		...panelNames.map((name, at) => unlisted([`${at + 1}`], `focus-${name}` as const, name)),
		unlisted(['x'], 'purge-cache', 'purge the proxies’ cache', { hint: 'purge cache' }),
		...helpAndQuit,
	]),
	typingSection('filter', 'Typing a filter', [
		bind(['enter'], 'accept', 'keep it', { hint: 'keep' }),
		bind(['escape'], 'close', 'clear it', { hint: 'clear' }),
	]),
	typingSection('search', 'Typing a search', [
		bind(['enter'], 'accept', 'keep it; n and N go on', { hint: 'keep' }),
		bind(['escape'], 'close', 'end it', { hint: 'end' }),
		unlisted(['down'], 'next-match', 'the next match', { hint: 'next' }),
		unlisted(['up'], 'previous-match', 'the match before'),
	]),
	typingSection('save-poem', 'Saving the poem', [
		bind(['enter'], 'accept', 'save it in a new file', { hint: 'save' }),
		bind(['escape'], 'close', 'back, with nothing saved', { hint: 'back' }),
	]),
	typingSection('record', 'Naming a recording', [
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
		...helpAndQuit,
	]),
	section('typing', 'Typing', [
		bind(['backspace', 'delete'], 'erase', 'erase a character'),
		bind(['ctrl+w'], 'erase-word', 'erase a word'),
		bind(['ctrl+u'], 'erase-all', 'erase it all'),
	]),
	section('help', 'In this help', [
		bind(['escape', 'q', '?', 'enter'], 'close', 'close', { hint: 'close' }),
		unlisted(['down', 'j'], 'down', 'one down', { hint: 'scroll' }),
		unlisted(['up', 'k'], 'up', 'one up'),
		bind(['pagedown', 'space'], 'page-down', 'a page down'),
		unlisted(['pageup'], 'page-up', 'a page up'),
	]),
];
