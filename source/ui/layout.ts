import { type LessonRequest, placeLesson } from './lesson/place-lesson.ts';

/** The panels in the order of their numbers. */
export const panelNames = ['servers', 'traffic', 'connections', 'client', 'poem'] as const;

export type PanelName = (typeof panelNames)[number];

/** A part of the terminal, in cells from its upper left corner. */
export interface Rect {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Where everything goes. The rectangles cover the terminal exactly, and no two overlap. */
export interface Layout {
	readonly kind: 'too-small' | 'tabs' | 'stack' | 'columns' | 'wide';
	readonly header: Rect;
	/** Where small terminals name the panels that have no room. */
	readonly tabs?: Rect;
	readonly body: Rect;
	/** Where a replay stands; only in a replay. */
	readonly timeline?: Rect;
	/** What a person should know, until they have seen it. */
	readonly notice?: Rect;
	readonly hints: Rect;
	/** The card of the lesson that is under way. */
	readonly lesson?: Rect;
	readonly panels: { readonly [name in PanelName]?: Rect };
}

export interface LayoutRequest {
	readonly columns: number;
	readonly rows: number;
	readonly focused: PanelName;
	/** The focused panel alone has the whole body. */
	readonly zoomed: boolean;
	/** How many lines the list of servers has. */
	readonly serverLines: number;
	/** There is a replay, whose timeline takes a row. */
	readonly timeline?: boolean;
	/** There is a notice, which takes a row. */
	readonly notice?: boolean;
	/** There is a lesson, whose card stands beside what it is about. */
	readonly lesson?: LessonRequest | undefined;
}

/** The smallest terminal on which the lab can be used. */
export const smallestSize = { columns: 60, rows: 16 } as const;

/** What one panel needs of its column's height: the least, the most that is of use, and its share of what is left over. */
interface Need {
	readonly name: PanelName;
	readonly least: number;
	readonly wish: number;
	readonly share: number;
}

/** Gives every panel its rectangle. The focused panel grows at its neighbours' cost where there is not room for all. */
export function layOut(request: LayoutRequest): Layout {
	const { columns, rows, focused, zoomed } = request;
	const kind = kindOf(columns, rows);
	if (kind === 'too-small') {
		const nothing = { x: 0, y: 0, width: 0, height: 0 };
		return { kind, header: nothing, body: { x: 0, y: 0, width: columns, height: rows }, hints: nothing, panels: {} };
	}
	const tabRows = kind === 'tabs' ? 1 : 0;
	const header = { x: 0, y: 0, width: columns, height: 1 };
	const timelineRows = request.timeline === true ? 1 : 0;
	const noticeRows = request.notice === true ? 1 : 0;
	const body = { x: 0, y: 1 + tabRows, width: columns, height: rows - 2 - tabRows - timelineRows - noticeRows };
	const hints = { x: 0, y: rows - 1, width: columns, height: 1 };
	const { lesson: card } = request;
	const placed =
		card !== undefined
			? placeLesson(kind, body, { focused, zoomed, lesson: card })
			: { panels: zoomed ? { [focused]: body } : panelsOf(kind, body, request) };
	return {
		kind,
		header,
		...(tabRows === 1 ? { tabs: { x: 0, y: 1, width: columns, height: 1 } } : {}),
		body,
		...(timelineRows === 1 ? { timeline: { x: 0, y: rows - 2 - noticeRows, width: columns, height: 1 } } : {}),
		...(noticeRows === 1 ? { notice: { x: 0, y: rows - 2, width: columns, height: 1 } } : {}),
		hints,
		...placed,
	};
}

/** The size of what is inside a panel's border. */
export function innerSize(rect: Rect): { readonly width: number; readonly height: number } {
	return { width: Math.max(0, rect.width - 2), height: Math.max(0, rect.height - 2) };
}

/** All of the terminal but its first and last row: also the row in which small terminals name their panels. */
export function wholeBody({ tabs, body }: Layout): Rect {
	return tabs === undefined ? body : { ...body, y: tabs.y, height: body.height + tabs.height };
}

function kindOf(columns: number, rows: number): Layout['kind'] {
	if (columns < smallestSize.columns || rows < smallestSize.rows) {
		return 'too-small';
	}
	if (columns >= 170 && rows >= 40) {
		return 'wide';
	}
	if (columns >= 80) {
		return rows >= 22 ? 'columns' : 'tabs';
	}
	return rows >= 36 ? 'stack' : 'tabs';
}

function panelsOf(kind: Layout['kind'], body: Rect, request: LayoutRequest): Layout['panels'] {
	switch (kind) {
		case 'too-small':
			return {};
		case 'tabs':
			return tabbed(body, request.focused);
		case 'stack':
			return stacked(body, request);
		case 'columns':
			return inTwoColumns(body, request);
		case 'wide':
			return inThreeColumns(body, request);
	}
}

/** Small: the focused panel, with the one that is read beside it. */
function tabbed(body: Rect, focused: PanelName): Layout['panels'] {
	switch (focused) {
		case 'traffic':
			return { traffic: body };
		case 'servers':
		case 'connections': {
			const [left, right] = cutAcross(body, Math.ceil(body.width * 0.56));
			return { servers: left, connections: right };
		}
		case 'client':
		case 'poem': {
			const [left, right] = cutAcross(body, Math.max(30, Math.min(50, Math.floor(body.width * 0.45))));
			return { client: left, poem: right };
		}
	}
}

/** Narrow and tall: one above the other. */
function stacked(body: Rect, { focused, serverLines }: LayoutRequest): Layout['panels'] {
	return column(body, focused, [
		{ name: 'client', least: 9, wish: 13, share: 0 },
		{ name: 'poem', least: 6, wish: 16, share: 2 },
		{ name: 'traffic', least: 6, wish: 16, share: 2 },
		{ name: 'connections', least: 3, wish: 6, share: 0 },
		{ name: 'servers', least: 5, wish: serverLines + 2, share: 0 },
	]);
}

/** What is set up at the left; what happens and what comes of it at the right. */
function inTwoColumns(body: Rect, { focused, serverLines }: LayoutRequest): Layout['panels'] {
	const [left, right] = cutAcross(body, Math.max(33, Math.min(54, Math.round(body.width * 0.355))));
	return {
		...column(left, focused, [
			{ name: 'client', least: 9, wish: 12, share: 2 },
			{ name: 'connections', least: 3, wish: connectionsWish(body, focused), share: 1 },
			{ name: 'servers', least: 5, wish: serverLines + 2, share: 0 },
		]),
		...column(right, focused, [
			{ name: 'traffic', least: 7, wish: Math.floor(body.height * 0.62), share: 1 },
			{ name: 'poem', least: 7, wish: Math.floor(body.height * 0.62), share: 1 },
		]),
	};
}

/** Few are open most of the time: it asks for much only while it is looked at. */
function connectionsWish(body: Rect, focused: PanelName): number {
	if (focused === 'connections') {
		return 12;
	}
	return body.height >= 30 ? 6 : 4;
}

/** As two columns, but Traffic and the poem have a page each. */
function inThreeColumns(body: Rect, { focused, serverLines }: LayoutRequest): Layout['panels'] {
	const leftWidth = Math.max(48, Math.min(64, Math.round(body.width * 0.27)));
	const poemWidth = Math.max(52, Math.min(90, Math.round(body.width * 0.3)));
	const [left, rest] = cutAcross(body, leftWidth);
	const [middle, right] = cutAcross(rest, rest.width - poemWidth);
	return {
		...column(left, focused, [
			{ name: 'client', least: 13, wish: 18, share: 1 },
			{ name: 'servers', least: 10, wish: serverLines + 8, share: 0 },
			{ name: 'connections', least: 5, wish: 10, share: 1 },
		]),
		traffic: middle,
		poem: right,
	};
}

/** One above the other in the order of their numbers; `needs` is in the order in which wishes are met. */
function column(area: Rect, focused: PanelName, needs: readonly Need[]): Layout['panels'] {
	const heights = new Map(needs.map(({ name, least }) => [name, least]));
	let spare = area.height - needs.reduce((total, { least }) => total + least, 0);
	const inOrder = [...needs].sort((a, b) => Number(b.name === focused) - Number(a.name === focused));
	for (const { name, least, wish } of inOrder) {
		const more = Math.max(0, Math.min(spare, wish - least));
		heights.set(name, least + more);
		spare -= more;
	}
	const shares = needs.filter(({ share }) => share > 0);
	let sharesLeft = shares.reduce((total, { share }) => total + share, 0);
	for (const { name, share } of shares) {
		const more = Math.round((spare * share) / sharesLeft);
		heights.set(name, (heights.get(name) ?? 0) + more);
		spare -= more;
		sharesLeft -= share;
	}
	const panels: { [name in PanelName]?: Rect } = {};
	let y = area.y;
	for (const name of panelNames) {
		const height = heights.get(name);
		if (height !== undefined) {
			panels[name] = { x: area.x, y, width: area.width, height };
			y += height;
		}
	}
	return panels;
}

function cutAcross(area: Rect, leftWidth: number): readonly [Rect, Rect] {
	return [
		{ ...area, width: leftWidth },
		{ ...area, x: area.x + leftWidth, width: area.width - leftWidth },
	];
}
