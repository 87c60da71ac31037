import type { Command } from '../keymap.ts';
import { pageLines, poemPlace } from '../panels/poem/announce.ts';
import type { ViewModel } from '../view.ts';

/** The effect of a key for somebody who listens: commands of the screen's, or something that is only said. */
export type ReadKey =
	| { readonly kind: 'commands'; readonly commands: readonly Command[] }
	| { readonly kind: 'say'; readonly what: 'keys' | 'whole-panel' | 'latency' | 'card' };

/**
 * The effect of a key's command where nothing is drawn: an overlay that is only to be read is said at once, a page is ten
 * lines, and the first "down" goes to the first line and not past it.
 */
export function readKey(command: Command, model: ViewModel): ReadKey {
	const { overlay, inspector, batch, lesson, focused } = model.state;
	switch (command) {
		case 'help':
			return { kind: 'say', what: 'keys' };
		case 'latency':
			return { kind: 'say', what: 'latency' };
		case 'zoom':
			return { kind: 'say', what: 'whole-panel' };
		default:
			break;
	}
	const isCard = overlay === undefined && inspector === undefined && lesson?.focused === true;
	if (isCard && (command === 'page-down' || command === 'page-up')) {
		return { kind: 'say', what: 'card' };
	}
	if (overlay !== undefined || isCard) {
		return { kind: 'commands', commands: [command] };
	}
	const opened = inspector ?? batch;
	const isPaged = opened !== undefined || focused !== 'servers';
	const isUnread = opened === undefined ? focused === 'poem' && poemPlace(model) === -1 : opened.top === undefined;
	const moves = isPaged ? movesOf(command) : [command];
	return { kind: 'commands', commands: isUnread && moves[0] === 'down' ? ['first', ...moves.slice(1)] : moves };
}

function movesOf(command: Command): readonly Command[] {
	switch (command) {
		case 'page-down':
			return Array.from({ length: pageLines }, () => 'down');
		case 'page-up':
			return Array.from({ length: pageLines }, () => 'up');
		default:
			return [command];
	}
}
