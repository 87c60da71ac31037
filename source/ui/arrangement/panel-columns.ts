import { type PanelName, panelNames } from '../keymap.ts';
import type { Extent, Need, NeedRequest, PanelColumn, PanelPlace, Shape } from './types.ts';

/** A panel and where it stands. */
export interface PlacedPanel {
	readonly name: PanelName;
	readonly place: PanelPlace;
}

/** The panels in their columns, from the left to the right. */
export function panelColumns(
	shape: Exclude<Shape, 'too-small'>,
	panels: readonly PlacedPanel[],
	request: NeedRequest,
): readonly PanelColumn[] {
	const { body, focused } = request;
	switch (shape) {
		case 'tabs':
			return tabbed(body, focused);
		case 'stack': {
			const needs = panels.map(({ name, place }) => ({ name, ...place.stack(request) }));
			return [column(body, focused, needs)];
		}
		case 'columns': {
			const needs = panels.map(({ name, place }) => ({ name, ...place.columns(request) }));
			const left = clamp(Math.round(body.width * 0.355), 33, 54);
			return inColumns([left, body.width - left], request, needs);
		}
		case 'wide': {
			const needs = panels.map(({ name, place }) => ({ name, ...place.wide(request) }));
			const left = clamp(Math.round(body.width * 0.27), 48, 64);
			const right = clamp(Math.round(body.width * 0.3), 52, 90);
			return inColumns([left, body.width - left - right, right], request, needs);
		}
	}
}

interface NamedNeed extends Need {
	readonly name: PanelName;
}

/** The panels that stand side by side where there is room for one panel or two. */
const pairs: readonly {
	readonly left: PanelName;
	readonly right: PanelName;
	readonly leftWidth: (width: number) => number;
}[] = [
	{ left: 'servers', right: 'connections', leftWidth: width => Math.ceil(width * 0.56) },
	{ left: 'client', right: 'poem', leftWidth: width => clamp(Math.floor(width * 0.45), 30, 50) },
];

/** Small: the focused panel, with the one that is read beside it. */
function tabbed({ width, height }: Extent, focused: PanelName): readonly PanelColumn[] {
	const pair = pairs.find(({ left, right }) => left === focused || right === focused);
	if (pair === undefined) {
		return [{ width, items: [{ name: focused, height }] }];
	}
	const leftWidth = pair.leftWidth(width);
	return [
		{ width: leftWidth, items: [{ name: pair.left, height }] },
		{ width: width - leftWidth, items: [{ name: pair.right, height }] },
	];
}

function inColumns(
	widths: readonly number[],
	{ body, focused }: NeedRequest,
	needs: readonly (NamedNeed & { readonly column: number })[],
): readonly PanelColumn[] {
	return widths.map((width, index) =>
		column(
			{ width, height: body.height },
			focused,
			needs.filter(need => need.column === index),
		),
	);
}

/** One above the other in the order of their numbers. Wishes are met by rank, the focused panel's first. */
function column({ width, height }: Extent, focused: PanelName, needs: readonly NamedNeed[]): PanelColumn {
	const heights = new Map(needs.map(({ name, least }) => [name, least]));
	let spare = height - needs.reduce((total, { least }) => total + least, 0);
	const byRank = needs.toSorted((a, b) => a.rank - b.rank);
	const inOrder = byRank.toSorted((a, b) => Number(b.name === focused) - Number(a.name === focused));
	for (const { name, least, wish } of inOrder) {
		const more = clamp(spare, 0, wish - least);
		heights.set(name, least + more);
		spare -= more;
	}
	const shares = byRank.filter(({ share }) => share > 0);
	let sharesLeft = shares.reduce((total, { share }) => total + share, 0);
	for (const { name, share } of shares) {
		const more = Math.round((spare * share) / sharesLeft);
		heights.set(name, (heights.get(name) ?? 0) + more);
		spare -= more;
		sharesLeft -= share;
	}
	const items = panelNames.flatMap(name => {
		const rows = heights.get(name);
		return rows === undefined ? [] : [{ name, height: rows }];
	});
	return { width, items };
}

function clamp(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(most, value));
}
