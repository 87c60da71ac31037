import type { FetchState, Host } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import type { ClientField, PastFetch } from '../../state.ts';
import { clipText, gap, padText, type Row, rowWidth, span, spreadRow } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';
import { signs } from '../../theme.ts';
import { outcomeRows } from './client-outcome-rows.ts';

export interface ClientView {
	readonly field: ClientField;
	/** Absent where the chosen address is not among the lab's hosts. */
	readonly host: Host | undefined;
	readonly address: string | undefined;
	readonly transforms: readonly string[];
	readonly fetch: FetchState | undefined;
	readonly past: readonly PastFetch[];
	/** It shows what a recorded client did, and takes no orders. */
	readonly replaying: boolean;
	/** How many poems were asked for, also before a recording began. */
	readonly fetches: number;
	readonly focused: boolean;
	readonly now: number;
	readonly width: number;
	readonly height: number;
}

const labelWidth = 10;

/** The Client panel: what to ask for, and what came of it. */
export function clientPanel(view: ClientView): DrawnPanelProps {
	const { width, height, focused, fetch } = view;
	const inner = Math.max(0, height - 2);
	const room = width - 3;
	const form = view.replaying ? recordedRows(fetch, room - 1) : formRows(view, room - 1);
	const outcome = fetch === undefined ? firstWords(view, room - 1) : outcomeRows(fetch, view.now, room - 1);
	const content = [...form, ...(inner > form.length + outcome.length ? [[]] : []), ...outcome];
	return {
		width,
		height,
		title: 'Client',
		digit: 4,
		focused,
		right: fetch?.status === 'running' ? [span(`${signs.running} fetching`, 'live')] : [],
		rows: [...content, ...pastRows(view, inner - content.length, room)],
	};
}

function formRows({ field, host, address, transforms, focused, height }: ClientView, width: number): readonly Row[] {
	const at = (name: ClientField): boolean => focused && field === name;
	const label = (name: ClientField, text: string): Row => [
		at(name) ? span('▸', 'focus') : gap(1),
		span(padText(text, labelWidth), at(name) ? 'focus' : 'dim'),
		gap(1),
	];
	const valueWidth = width - labelWidth - 1;
	const button: Row = at('fetch')
		? [{ text: ' Fetch ', tone: 'focus', inverse: true }, span('  enter', 'key')]
		: [span('[Fetch]')];
	const roomy = height >= 13;
	return [
		[...label('host', 'Host'), ...hostValue(host, address, valueWidth)],
		...(roomy ? [[gap(labelWidth + 2), ...hostWords(host, address, valueWidth)]] : []),
		[...label('transforms', 'Transforms'), ...transformsValue(transforms, at('transforms'), valueWidth)],
		[...label('fetch', ''), ...button],
	];
}

function hostValue(host: Host | undefined, address: string | undefined, width: number): Row {
	if (address === undefined) {
		return [span('none yet', 'warning')];
	}
	const name = visibleLine(host?.label ?? address);
	const down = host?.status === 'stopped' || host?.status === 'failed';
	const [open, close] = textWidth(name) + 4 <= width ? ['‹ ', ' ›'] : ['‹', '›'];
	const room = width - open.length - close.length;
	return [
		span(open, 'key'),
		span(padText(name, Math.min(room, Math.max(14, textWidth(name)))), down ? 'warning' : 'plain', true),
		span(close, 'key'),
	];
}

function hostWords(host: Host | undefined, address: string | undefined, width: number): Row {
	if (address === undefined) {
		return [];
	}
	const [said, short] = hostKind(host);
	const ways = [host?.label === address ? said : `${visibleLine(address)} · ${said}`, said, short];
	return [span(clipText(ways.find(way => textWidth(way) <= width) ?? short, width), 'dim')];
}

/** What a host is to the person, at length and in short. */
function hostKind(host: Host | undefined): readonly [string, string] {
	if (host?.status === 'stopped' || host?.status === 'failed') {
		return [host.status, host.status];
	}
	if (host?.server === undefined) {
		return ['not one of ours', 'elsewhere'];
	}
	return host.server.startsWith('proxy/')
		? ['through its cache', 'via its cache']
		: ['from the poet itself', 'the poet'];
}

function transformsValue(transforms: readonly string[], current: boolean, width: number): Row {
	if (transforms.length === 0) {
		return [
			span('none', 'dim'),
			...(current ? [span('   enter', 'key')] : [span('   t', 'key')]),
			span(' chooses', 'dim'),
		];
	}
	const pieces: Row[number][] = [];
	for (const [index, name] of transforms.entries()) {
		const piece = [span(`${index + 1} `, 'key'), span(visibleLine(name))];
		const left = transforms.length - index;
		const more = left > 1 ? 3 : 0;
		const used = rowWidth(pieces) + (index > 0 ? 2 : 0);
		if (index > 0 && used + rowWidth(piece) + more > width) {
			pieces.push(span(` +${left}`, 'dim'));
			break;
		}
		pieces.push(...(index > 0 ? [gap(2)] : []), ...piece);
	}
	return pieces;
}

/** What the client had asked for, in place of the form. */
function recordedRows(fetch: FetchState | undefined, width: number): readonly Row[] {
	if (fetch === undefined) {
		return [];
	}
	const line = (name: string, words: string): Row => [
		gap(1),
		span(padText(name, labelWidth), 'dim'),
		gap(1),
		span(clipText(visibleLine(words), width - labelWidth - 1)),
	];
	const transforms = fetch.steps.map(({ transform }) => transform).join(', ');
	return [line('Host', fetch.server ?? fetch.address), line('Transforms', transforms === '' ? 'none' : transforms)];
}

/** What somebody who has read nothing needs to know. */
function firstWords({ host, replaying, fetches }: ClientView, width: number): readonly Row[] {
	const words = replaying
		? fetches > 0
			? 'What was fetched before this recording began is not in it.'
			: 'Nothing was fetched here up to now.'
		: host?.server?.startsWith('proxy/')
			? 'Enter fetches the poem through this caching proxy: a MISS. Once more, and it is a HIT.'
			: 'Enter fetches the poem from this host.';
	return wrapWords(words, width).map((row): Row => [gap(1), span(row, 'dim')]);
}

/** The fetches before this one, newest first, so that a MISS and its HIT can be compared. */
function pastRows({ past, fetch }: ClientView, room: number, width: number): readonly Row[] {
	const before = past.filter(({ id }) => id !== fetch?.id).reverse();
	if (room < 3 || before.length === 0) {
		return [];
	}
	return [
		[],
		[gap(1), span('before', 'dim')],
		...before.slice(0, room - 2).map(({ outcome, host, transforms }): Row => {
			const what = [host, ...transforms].join(' · ');
			const words: Row = [
				gap(1),
				span(outcome.word, outcome.tone),
				span(outcome.detail === '' ? '' : ` ${outcome.detail}`),
			];
			return spreadRow(words, [span(clipText(what, Math.max(8, width - rowWidth(words) - 2)), 'dim')], width);
		}),
	];
}
