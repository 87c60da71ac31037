import { type ReactNode, useMemo } from 'react';
import { visibleLine } from '../../../wire/visible-text.ts';
import { List } from '../../components/list.tsx';
import { Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import { centredTop } from '../../list-cursor.ts';
import { placeColumns } from '../../text/columns.ts';
import { distinctNames } from '../../text/distinct-names.ts';
import { moreWords } from '../../text/rows.ts';
import type { ViewProps } from '../../view.ts';
import { type ServerLine, selectedServer, serverLines } from './server-lines.ts';
import { detailRows, detailsOf, serverLineRow, titleWords } from './server-rows.ts';
import { serverColumns } from './servers-columns.ts';

/** Panel 1: every server, by kind. */
export function ServersPanel({ model: { state, snapshot }, focused, width, height }: ViewProps): ReactNode {
	const { servers } = snapshot;
	const lines = serverLines(servers);
	const current = selectedServer(servers, state.selectedServer);
	const inner = height - 2;
	const hasDetails = current !== undefined && inner >= Math.min(lines.length, 12) + detailRows;
	const room = inner - (hasDetails ? detailRows : 0);
	const selected = current === undefined ? -1 : lines.indexOf(current);
	const top = centredTop(lines.length, selected, room);
	const cutName = distinctNames(servers.map(({ name }) => visibleLine(name)));
	const row = useMemo(() => {
		const table = placeColumns(serverColumns(width - 4, cutName), width - 4);
		return (line: ServerLine, isSelected: boolean) => serverLineRow(line, table, isSelected, focused);
	}, [width, focused, cutName]);
	return (
		<Panel
			{...{ width, height, focused }}
			title="Servers"
			digit={1}
			right={titleWords(servers, width)}
			footerRight={moreWords(top, lines.length - top - room)}
		>
			<List items={lines} height={room} {...{ top, selected, row, keyOf }} />
			{hasDetails && <Rows rows={detailsOf(current, width - 4)} />}
		</Panel>
	);
}

function keyOf(line: ServerLine): string {
	return 'heading' in line ? line.heading : line.id;
}
