import { type Binding, type Command, type Context, type KeySection, keymap } from '../keymap.ts';
import type { HintCondition } from './section.ts';

/** The binding that a key has in the first of these contexts that knows it. Where text is typed, characters are text. */
export function findBinding(contexts: readonly Context[], key: string): Binding | undefined {
	for (const context of contexts) {
		const section = sectionOf(context);
		const binding = section?.bindings.find(({ keys }) => keys.includes(key));
		if (binding !== undefined || (section?.isText === true && printable(key) !== undefined)) {
			return binding;
		}
	}
	return undefined;
}

/** The character that a key types, where it types one. */
export function printable(key: string): string | undefined {
	if (key === 'space') {
		return ' ';
	}
	// Names of keys are longer than any one character, and all of them are plain words.
	return /^(?:[a-z]{2,}|(?:ctrl|shift|alt)\+.+)$/.test(key) ? undefined : key;
}

const keySigns: { readonly [key: string]: string } = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	escape: 'esc',
	'shift+up': 'shift ↑',
	'shift+down': 'shift ↓',
	'shift+tab': 'shift tab',
	'ctrl+c': 'Ctrl+C',
	'ctrl+z': 'Ctrl+Z',
	backspace: 'bksp',
	delete: 'del',
};

/** The name of a key as a person knows it: `↑`, `PgUp`, `esc`. */
export function keyLabel(key: string): string {
	return keySigns[key] ?? key;
}

const reasonsInReplay: ReadonlyMap<Command, string> = new Map(
	keymap
		.flatMap(({ bindings }) => bindings)
		.flatMap(({ command, notInReplay }) => (notInReplay === undefined ? [] : [[command, notInReplay]])),
);

/** The reason why a command is of no use in a replay; undefined where it is of use. */
export function whyNotInReplay(command: Command): string | undefined {
	return reasonsInReplay.get(command);
}

/** The bindings to hint at in these contexts, the narrowest context's first; each command once. */
export function hintsFor(
	contexts: readonly Context[],
	holds: (condition: HintCondition) => boolean,
): readonly Binding[] {
	const shown: Binding[] = [];
	const taken = new Set<string>();
	for (const context of contexts) {
		for (const binding of sectionOf(context)?.bindings ?? []) {
			const reachable = binding.keys.some(key => findBinding(contexts, key) === binding);
			const { hint: whole, hintWhen, hintElse } = binding;
			const hint = hintWhen === undefined || holds(hintWhen) ? whole : hintElse;
			if (reachable && hint !== undefined && !taken.has(binding.command)) {
				shown.push({ ...binding, hint });
				taken.add(binding.command);
			}
		}
	}
	return shown;
}

function sectionOf(context: Context): KeySection | undefined {
	return keymap.find(section => section.context === context);
}
