import { findBinding } from '../../keymap/key-lookup.ts';
import { type Binding, type Command, type Context, keymap } from '../../keymap.ts';
import { type Mode, whyNot } from '../../mode.ts';
import { ended, plainWords, sentence, spokenKey } from '../../screen-reader/speech.ts';
import { outcomeWords } from './first-page.ts';

/** The commands that do something else for a listener than on the screen. */
const otherwise: { readonly [command in Command]?: string } = {
	zoom: 'read all of this panel',
	help: 'these keys; once more: all others',
	latency: 'how long hits and misses take',
};

/** The keys that count where the person is, the panel's own first. */
export function keysHere(contexts: readonly Context[], mode: Mode): readonly string[] {
	const here = contexts.flatMap(context => {
		const section = keymap.find(one => one.context === context);
		const reached = section?.bindings.filter(({ keys, command }) =>
			keys.some(key => findBinding(contexts, key)?.command === command),
		);
		return sectionLines(section?.title ?? '', reached ?? [], mode);
	});
	return ['Keys here.', ...here, 'Question mark once more tells the other keys.'];
}

/** The keys of all the other places, and the words for what happened. */
export function keysElsewhere(contexts: readonly Context[], mode: Mode): readonly string[] {
	const others = keymap.filter(({ context }) => !contexts.includes(context) && context !== 'help');
	return [
		'All other keys.',
		...others.flatMap(({ title, bindings }) =>
			sectionLines(
				title,
				bindings.filter(({ hiddenInHelp }) => hiddenInHelp !== true),
				mode,
			),
		),
		'What happened, in a word:',
		...outcomeWords.map(({ word, meaning }) => sentence(`${word.toLowerCase()}: ${meaning}`)),
	];
}

/** A title and its keys; nothing where none of them is of use. */
function sectionLines(title: string, bindings: readonly Binding[], mode: Mode): readonly string[] {
	const told = bindings.filter(({ command }) => whyNot(command, mode) === undefined);
	return told.length === 0 ? [] : [`${title}:`, ...told.map(bindingWords)];
}

function bindingWords({ keys, command, description }: Binding): string {
	return ended(`${keys.map(spokenKey).join(' or ')}: ${plainWords(otherwise[command] ?? description)}`);
}
