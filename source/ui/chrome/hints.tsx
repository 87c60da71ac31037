import type { ReactNode } from 'react';
import { Spread } from '../components/spread.tsx';
import { keyLabel } from '../keymap/key-lookup.ts';
import type { Binding, Command } from '../keymap.ts';
import { lessonKeyWords } from '../lessons/key-words.ts';
import { modeOf, whyNot } from '../mode.ts';
import { gap, joinSpans, type Row, rowWidth, span } from '../text/rows.ts';
import type { ViewModel } from '../view.ts';
import { currentHints } from './current-hints.ts';
import { messageRows } from './message-rows.ts';

/** The last line: what can be pressed here, and at the right a message that has room there. */
export function Hints({ model, width }: { readonly model: ViewModel; readonly width: number }): ReactNode {
	const hints = hintsHere(model);
	const { message } = model.state;
	const said = message === undefined || messageRows(model.state, width).length > 0 ? [] : [message];
	const room = width - 1 - (rowWidth(said) > 0 ? rowWidth(said) + 3 : 1);
	return <Spread width={width} left={joinSpans(hintsThatFit(hints, room), gap(between))} right={said} />;
}

/** The hints for this place, in the order in which they are shown. */
function hintsHere(model: ViewModel): readonly Hint[] {
	const mode = modeOf(model.snapshot);
	return currentHints(model)
		.filter(({ command }) => whyNot(command, mode) === undefined)
		.toSorted((one, other) => lastly.indexOf(one.command) - lastly.indexOf(other.command))
		.map(binding => ({
			command: binding.command,
			words: hintWords(binding, lessonKeyWords(binding.command, model.snapshot.lesson)),
		}));
}

/** The space between two hints, in columns. */
const between = 3;

/** Commands whose hints stand at the end, wherever they are bound. */
const lastly: readonly Command[] = ['help', 'quit'];

/** The commands whose hints are kept longest, after the first hint: the ways back and out, to all other keys, the lessons and other panels. */
const keptFirst: readonly Command[] = ['back', 'close', ...lastly, 'lessons', 'focus-next'];

interface Hint {
	readonly command: Command;
	readonly words: Row;
}

/** The hints that there is room for, in their order. */
function hintsThatFit(hints: readonly Hint[], room: number): readonly Row[] {
	const [first, ...others] = hints;
	const kept = new Set<Hint>();
	let left = room + between;
	const keep = (hint: Hint | undefined): boolean => {
		const columns = hint === undefined ? 0 : rowWidth(hint.words) + between;
		if (hint === undefined || columns > left) {
			return false;
		}
		kept.add(hint);
		left -= columns;
		return true;
	};
	keep(first);
	for (const command of keptFirst) {
		keep(others.find(hint => hint.command === command));
	}
	for (const hint of others) {
		if (!kept.has(hint) && !keep(hint)) {
			break;
		}
	}
	return hints.filter(hint => kept.has(hint)).map(({ words }) => words);
}

/** Keys that are shown with their counterpart. */
const pairs: { readonly [command in Command]?: readonly string[] } = {
	down: ['up', 'down'],
	'next-host': ['left', 'right'],
	'next-transform': ['left', 'right'],
	'next-exchange': ['j', 'k'],
	'replay-forward': ['left', 'right'],
	'replay-tenth-forward': ['<', '>'],
	'replay-faster': ['[', ']'],
	'replay-start': ['0', '$'],
};

/** The key, and what it does: in these words, else in its own. */
function hintWords({ keys, hint = '', command }: Binding, does = hint): Row {
	const shown = pairs[command] ?? keys.slice(0, 1);
	return [span(shown.map(keyLabel).join(''), 'key'), span(` ${does}`, 'dim')];
}
