import { clipMiddle, clipText } from './rows.ts';
import { nameIn } from './ways.ts';

/** Cuts a name to a width. */
export type CutName = (name: string, width: number) => string;

const known = new Map<string, CutName>();
/** One for each list of names that the screen shows, and room for those before it. */
const mostKnown = 16;

/**
 * Cuts servers' ids and addresses, each safe to show, so that no two of a kind look the same: where the usual way to cut
 * would make them so, by what differs. A name that is not among these is cut in the usual way.
 */
export function distinctNames(names: readonly string[]): CutName {
	const key = names.join('\n');
	const before = known.get(key);
	if (before !== undefined) {
		return before;
	}
	const byWidth = new Map<number, ReadonlyMap<string, string>>();
	const cutName: CutName = (name, width) => {
		const cut = byWidth.get(width) ?? cutAll(names, width);
		byWidth.set(width, cut);
		return cut.get(name) ?? nameIn(name, width);
	};
	if (known.size >= mostKnown) {
		known.clear();
	}
	known.set(key, cutName);
	return cutName;
}

function cutAll(names: readonly string[], width: number): ReadonlyMap<string, string> {
	const groups = new Map<string, string[]>();
	for (const name of new Set(names)) {
		// A poet and its proxy are told apart by all else in their rows.
		const look = `${kindOf(name)}\n${nameIn(name, width)}`;
		groups.set(look, [...(groups.get(look) ?? []), name]);
	}
	const taken = new Set([...groups].filter(([, alike]) => alike.length === 1).map(([look]) => look));
	const cut = new Map<string, string>();
	for (const alike of groups.values()) {
		if (alike.length > 1) {
			const looks = apart(alike, width, look => taken.has(`${kindOf(alike[0] ?? '')}\n${look}`));
			for (const [index, name] of alike.entries()) {
				cut.set(name, looks[index] ?? name);
				taken.add(`${kindOf(name)}\n${looks[index]}`);
			}
		}
	}
	return cut;
}

/** Names that look the same, made different from each other and from the looks that others have. */
function apart(names: readonly string[], width: number, isTaken: (look: string) => boolean): readonly string[] {
	const bare = names.map(withoutKind);
	const ways = [inMiddle, atDifference].map(cut => cut(bare, width));
	const found = ways.find(looks => new Set(looks).size === looks.length && !looks.some(isTaken));
	return found ?? numbered(bare, width, isTaken);
}

function inMiddle(names: readonly string[], width: number): readonly string[] {
	return names.map(name => clipMiddle(name, width));
}

/** From a little before the first character in which they differ. */
function atDifference(names: readonly string[], width: number): readonly string[] {
	const [first = ''] = names;
	const at = [...first].findIndex((_, index) => names.some(name => name[index] !== first[index]));
	return names.map(name => clipText(`…${name.slice(Math.max(0, at - 1))}`, width));
}

function numbered(names: readonly string[], width: number, isTaken: (look: string) => boolean): readonly string[] {
	let number = 0;
	return names.map(name => {
		for (;;) {
			number += 1;
			const look = `${clipText(name, width - `~${number}`.length)}~${number}`;
			if (!isTaken(look)) {
				return look;
			}
		}
	});
}

function kindOf(name: string): string {
	return name.slice(0, name.indexOf('/') + 1);
}

/** A server's name without the kind before it. */
export function withoutKind(name: string): string {
	return name.slice(name.indexOf('/') + 1);
}
