import type { ReactNode } from 'react';
import type { Host } from '../../../lab/snapshot/host.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { Picker, pickerSize } from '../../components/picker.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type FoundHost, findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import { cutServerName } from '../../panels/servers/server-name-width.ts';
import type { OverlayOf } from '../../state.ts';
import type { CutName } from '../../text/distinct-names.ts';
import { graphemesOf } from '../../text/graphemes.ts';
import { gap, type Row, type Span, span } from '../../text/rows.ts';
import { fitting, nameIn, type Ways } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { OverlayProps } from '../overlay-view.tsx';
import { markedIn, takesMarked } from './marked-hosts.ts';

/** The lab's hosts, over the panels: type to find one of them, or a new `host:port`. */
export function HostPicker({ overlay, model, ...body }: OverlayProps<OverlayOf<'host-picker'>>): ReactNode {
	const { query, index, error } = overlay;
	const { hosts } = model.snapshot;
	const marked = markedIn(overlay, model.snapshot);
	const found = findHosts(hosts, query);
	const cutName = cutServerName(model.snapshot);
	const size = pickerSize(body, Math.max(6, hosts.length + 3));
	const inner = size.width - 3;
	return (
		<Picker
			{...{ body, size, index }}
			title="Hosts"
			border={takenWords(overlay, marked, found[Math.min(index, found.length - 1)]?.host, size.width - 8)}
			right={[
				...(marked.length > 0 ? [span(`${marked.length} marked`, 'focus'), gap(2)] : []),
				span(`${found.length} of ${hosts.length}`, 'dim'),
			]}
			query={
				<TextField
					label={[gap(1), span('› ', 'key')]}
					text={query}
					typing
					width={inner - 4}
					empty="type to find a host, poets for all, or host:port"
				/>
			}
			items={found}
			row={(host, isSelected) => hostRow(host, { marked, isSelected, width: inner, cutName })}
			keyOf={({ host }) => host.address}
			nothing={nothingFound(query, error, inner - 2)}
		/>
	);
}

/** The most columns for a name. */
const nameWidth = 30;

interface HostRow {
	readonly marked: readonly string[];
	readonly isSelected: boolean;
	readonly width: number;
	readonly cutName: CutName;
}

/** A host; where any is marked, there is a place for the mark before its name, as in Traffic. */
function hostRow({ host, matched }: FoundHost, { marked, isSelected, width, cutName }: HostRow): Row {
	const lead = marked.length === 0 ? [] : [marked.includes(host.address) ? span('◆ ', 'focus') : gap(2)];
	const label = visibleLine(host.label);
	const shown = cutName(label, nameWidth);
	const name: readonly Span[] =
		label === host.label && shown === label
			? graphemesOf(shown).map((character, at) => span(character, matched.has(at) ? 'key' : 'plain', isSelected))
			: [span(shown, 'plain', isSelected)];
	const address = host.label === host.address ? 'added' : visibleLine(host.forOthers ?? host.address);
	const status = host.status === 'listening' || host.status === 'unknown' ? '' : host.status;
	return [
		isSelected ? span('▸', 'focus') : gap(1),
		...lead,
		...name,
		gap(Math.max(1, Math.min(nameWidth + 2, width - nameWidth - 2) - textWidth(shown))),
		span(address, 'dim'),
		gap(2),
		span(status, 'warning'),
	];
}

/** The words for what enter takes, which changes with the first mark. */
function takenWords(
	picker: OverlayOf<'host-picker'>,
	marked: readonly string[],
	host: Host | undefined,
	width: number,
): Row {
	if (host === undefined) {
		return [];
	}
	const { length } = marked;
	return takesMarked(marked, picker, host)
		? [span(`enter takes ${length === 1 ? 'the one that is' : `the ${length} that are`} marked`, 'focus')]
		: [span(fitting(aloneWords(nameIn(visibleLine(host.label), 30)), width), 'dim')];
}

function aloneWords(name: string): Ways {
	return [`enter takes ${name} alone; space marks several`, `enter takes ${name}; space marks`, `enter takes ${name}`];
}

function nothingFound(query: string, error: string | undefined, width: number): readonly Row[] {
	const typed = readTypedHost(query);
	if ('error' in typed) {
		// Until somebody has tried it, it may only be unfinished.
		const tone = error === undefined ? 'warning' : 'failed';
		return wrapWords(visibleLine(typed.error), width).map((row): Row => [gap(1), span(row, tone)]);
	}
	return [
		[gap(1), span('enter', 'key'), span(` adds ${visibleLine(typed.address)}`)],
		[gap(1), span('None of the lab’s hosts has this name.', 'dim')],
	];
}
