import { clipText } from './rows.ts';
import { textWidth } from './width.ts';

/** One statement in several lengths, the longest first; even the shortest has what is most important. */
export type Ways = readonly string[];

/** The first of the ways that has room in so many columns; where none has, the last one, cut. */
export function fitting(ways: Ways, width: number): string {
	return ways.find(way => textWidth(way) <= width) ?? clipText(ways.at(-1) ?? '', width);
}

/** Parts in a row, the most important first: where there is too little room they are shortened, and then left out from the end. */
export function joinedWays(parts: readonly Ways[]): Ways {
	const [first, ...others] = parts.filter(ways => ways.some(way => way !== ''));
	if (first === undefined || others.length === 0) {
		return first ?? [];
	}
	const rest = joinedWays(others);
	const [whole = ''] = first;
	const shortest = first.at(-1) ?? whole;
	return [...new Set([`${whole} ${rest[0]}`, ...rest.map(way => `${shortest} ${way}`.trim()), shortest])];
}

/**
 * A server's id or an address. Where its place is narrow, its kind is shortened to two letters, then left
 * out, and an address gives up its host before its port: `pr/ecstasy`, `poems.exam…:10000`.
 */
export function nameIn(name: string, width: number): string {
	const slash = name.indexOf('/');
	const kind = name.slice(0, Math.max(0, slash));
	const rest = name.slice(slash + 1);
	const short = kind.length > 2 ? `${kind.slice(0, 2)}/` : '';
	for (const way of [name, `${short}${rest}`, rest]) {
		if (textWidth(way) <= width) {
			return way;
		}
	}
	const port = /:\d{1,5}$/.exec(rest)?.[0] ?? '';
	return port === '' || width < port.length + 3
		? clipText(rest, width)
		: `${clipText(rest.slice(0, -port.length), width - port.length)}${port}`;
}

/** As {@link nameIn}, but the kind is kept: for a name that stands beside another one with the same look. */
export function nameWithKind(name: string, width: number): string {
	const slash = name.indexOf('/');
	const short = slash < 1 || width < leastWithKind ? '' : `${name.slice(0, 2)}/`;
	return `${short}${nameIn(short === '' ? name : name.slice(slash + 1), width - short.length)}`;
}

/** In fewer columns nothing else of the name would have room. */
const leastWithKind = 8;
