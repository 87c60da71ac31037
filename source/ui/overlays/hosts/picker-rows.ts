import type { Snapshot } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Extent } from '../../arrangement/types.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { centredTop } from '../../list-cursor.ts';
import { type FoundHost, findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import type { Overlay } from '../../state.ts';
import { graphemesOf } from '../../text/graphemes.ts';
import { clipText, gap, padText, type Row, type Span, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';

type PickerOverlay<Kind extends Overlay['kind']> = Extract<Overlay, { kind: Kind }>;

/** How large a picker is: no larger than it needs. */
export function pickerSize(body: Extent, lines: number): Extent {
	const width = Math.min(78, body.width - 4);
	const height = Math.max(8, Math.min(lines + 2, body.height - 2));
	return { width, height };
}

/** How many lines the host picker would like to have. */
export function hostPickerLines({ hosts }: Snapshot): number {
	return Math.max(6, hosts.length + 3);
}

/** The host picker: type to find one of the lab's hosts, or a new `host:port`. */
export function hostPickerPanel(
	{ query, index, error }: PickerOverlay<'host-picker'>,
	{ hosts }: Snapshot,
	{ width, height }: Extent,
): DrawnPanelProps {
	const found = findHosts(hosts, query);
	const room = Math.max(0, height - 2 - 2);
	const at = Math.min(index, found.length - 1);
	const top = centredTop(found.length, at, room);
	const inner = width - 3;
	const typed: Row = [
		gap(1),
		span('› ', 'key'),
		span(clipText(query, inner - 4)),
		span('▏', 'focus'),
		...(query === '' ? [span(' type to find a host, or a new host:port', 'dim')] : []),
	];
	const list = found.slice(top, top + room).map((host, row) => hostRow(host, top + row === at, inner));
	return {
		width,
		height,
		title: 'Host',
		focused: true,
		right: [span(`${found.length} of ${hosts.length}`, 'dim')],
		rows: [typed, [], ...(found.length === 0 ? nothingFound(query, error, inner - 2) : list)],
	};
}

/** How many lines the transform picker would like to have. */
export function transformPickerLines({ transforms }: Snapshot): number {
	return transforms.length + 2;
}

/** The transform picker: the number before a name is its place in the order in which they run. */
export function transformPickerPanel(
	{ index, picked }: PickerOverlay<'transform-picker'>,
	{ transforms }: Snapshot,
	{ width, height }: Extent,
): DrawnPanelProps {
	const room = Math.max(0, height - 2 - 2);
	const top = centredTop(transforms.length, index, room);
	const inner = width - 3;
	const nameWidth = Math.min(20, Math.max(8, ...transforms.map(({ name }) => textWidth(visibleLine(name)))));
	const list = transforms.slice(top, top + room).map(({ name, summary }, row): Row => {
		const current = top + row === index;
		const place = picked.indexOf(name);
		const number = place === -1 ? span('  ·', 'dim') : span(String(place + 1).padStart(3), 'focus', true);
		const shown = padText(visibleLine(name), nameWidth);
		return [
			current ? span('▸', 'focus') : gap(1),
			number,
			gap(2),
			span(shown, place === -1 && !current ? 'plain' : 'title', current),
			gap(2),
			span(clipText(visibleLine(summary), inner - nameWidth - 8), current ? 'plain' : 'dim'),
		];
	});
	const order: Row =
		picked.length === 0
			? [gap(1), span('space picks one; more than one run in the order in which you pick them', 'dim')]
			: [gap(1), span('runs  ', 'dim'), span(clipText(picked.map(visibleLine).join(' → '), inner - 7), 'plain')];
	const content = [...list];
	while (content.length < room) {
		content.push([]);
	}
	return {
		width,
		height,
		title: 'Transforms',
		focused: true,
		right: [span(picked.length === 0 ? 'none chosen' : `${picked.length} chosen`, 'dim')],
		rows: [...content, [], order],
	};
}

function hostRow({ host, matched }: FoundHost, current: boolean, width: number): Row {
	const label = visibleLine(host.label);
	const shown =
		label === host.label
			? graphemesOf(clipText(label, 30)).map(
					(character, at): Span => span(character, matched.has(at) ? 'key' : 'plain', current),
				)
			: [span(clipText(label, 30), 'plain', current)];
	const address = host.label === host.address ? 'added' : visibleLine(host.address);
	const status = host.status === 'listening' || host.status === 'unknown' ? '' : host.status;
	return [
		current ? span('▸', 'focus') : gap(1),
		...shown,
		gap(Math.max(1, Math.min(32, width - 30) - textWidth(clipText(label, 30)))),
		span(address, 'dim'),
		gap(2),
		span(status, 'warning'),
	];
}

function nothingFound(query: string, error: string | undefined, width: number): readonly Row[] {
	const typed = readTypedHost(query);
	if ('error' in typed) {
		// Until somebody has tried it, it may only be unfinished.
		const tone = error === undefined ? 'warning' : 'failed';
		return wrapWords(visibleLine(typed.error), width).map((row): Row => [gap(1), span(row, tone)]);
	}
	return [
		[gap(1), span('enter', 'key'), span(` adds ${visibleLine(typed.address)}`, 'plain')],
		[gap(1), span('None of the lab’s hosts has this name.', 'dim')],
	];
}
