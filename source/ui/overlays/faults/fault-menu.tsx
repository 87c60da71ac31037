import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Setting, Settings } from '../../../faults/fault.ts';
import { faults } from '../../../faults/faults.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { List } from '../../components/list.tsx';
import { OverlayFrame } from '../../components/overlay-frame.tsx';
import { pickerSize } from '../../components/picker.tsx';
import { Rows } from '../../components/spans.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formatPlural } from '../../format.ts';
import { centredTop } from '../../list-cursor.ts';
import type { OverlayOf } from '../../state.ts';
import { failureRows } from '../../text/failure-rows.ts';
import { clipText, gap, padText, type Row, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { OverlayProps } from '../overlay-view.tsx';
import { type FaultItem, faultChoices } from './fault-choices.ts';

const nameWidth = Math.max(...faults.map(({ name }) => name.length));
const settingsWidths = { least: 6, most: 14 } as const;
/** Rows under the list: a line, the settings line, a setting each, and open connections. */
const aboutRows = 7;
/** The rows inside the border that show every fault, and all about one. */
const wishedLines = faults.length + aboutRows;

/** The faults that can strike one server, and the chosen one's settings under them, over the panels. */
export function FaultMenu({ overlay: menu, model, ...body }: OverlayProps<OverlayOf<'fault-menu'>>): ReactNode {
	const shown = faultChoices(menu, model.snapshot);
	if (shown === undefined) {
		return null;
	}
	const { server, choices, choice } = shown;
	const size = pickerSize(body, wishedLines);
	const width = size.width - 3;
	const rows = size.height - 2;
	const longest = Math.max(settingsWidths.least, ...choices.map(({ text }) => text.length));
	const settingsWidth = Math.min(settingsWidths.most, longest);
	const room = Math.max(Math.min(3, rows), Math.min(choices.length, rows - aboutRows));
	const on = server.faults.length;
	return (
		<OverlayFrame
			{...size}
			body={body}
			title={`Faults of ${visibleLine(server.id)}`}
			right={[on === 0 ? span('none is on', 'dim') : span(`${formatPlural(on, 'fault')} on`, 'warning', true)]}
			footerRight={choices.length > room ? [span(`${menu.index + 1} of ${choices.length}`, 'dim')] : []}
		>
			<List
				items={choices}
				top={centredTop(choices.length, menu.index, room)}
				height={room}
				selected={menu.index}
				row={(item, isSelected) => choiceRow(item, isSelected, width, settingsWidth)}
				keyOf={({ fault }) => fault.name}
			/>
			{choice !== undefined && <AboutFault choice={choice} width={width} />}
		</OverlayFrame>
	);
}

function choiceRow({ fault, isOn, text }: FaultItem, current: boolean, width: number, settingsWidth: number): Row {
	return [
		current ? span('▸', 'focus') : gap(1),
		isOn ? span('● ON ', 'warning', true) : span('○ off', 'dim'),
		gap(1),
		span(padText(fault.name, nameWidth), isOn ? 'warning' : 'plain', current || isOn),
		gap(1),
		span(padText(text, settingsWidth), isOn || current ? 'plain' : 'dim'),
		gap(1),
		span(clipText(fault.summary, width - nameWidth - settingsWidth - 9), current ? 'plain' : 'dim'),
	];
}

interface AboutFaultProps {
	readonly choice: FaultItem;
	readonly width: number;
}

/** The settings of a fault as they are typed, what each means or what is wrong with them, and what becomes of open connections. */
function AboutFault({ choice, width }: AboutFaultProps): ReactNode {
	const { fault, text, wanted, isChanged } = choice;
	const hasSettings = fault.settings.length > 0;
	const syntax = fault.settings.map(({ name }) => name).join(':');
	const hint = isChanged ? 'enter sets it so' : `${syntax}${hasSettings ? ', or p=0.5' : ''}`;
	const open = wrapWords(fault.openConnections, width - 2, 2).map((row): Row => [gap(1), span(row, 'dim')]);
	return (
		<>
			<Rows rows={[[gap(1), span('─'.repeat(width - 1), 'border')]]} />
			{hasSettings || text !== '' ? (
				<Box height={1} flexShrink={0}>
					<TextField
						label={[gap(1), span('settings ', 'dim'), span('› ', 'key')]}
						text={text}
						typing
						width={Math.max(8, width - 48)}
						after={[span(`  ${hint}`, 'dim')]}
					/>
				</Box>
			) : (
				<Rows rows={[[gap(1), span('It has no settings.', 'dim')]]} />
			)}
			<Rows
				rows={
					'error' in wanted
						? failureRows(wanted.error, width - 4, 3)
						: settingRows(fault.settings, wanted.settings, width)
				}
			/>
			<Rows rows={open} />
		</>
	);
}

function settingRows(settings: readonly Setting[], values: Settings, width: number): readonly Row[] {
	return settings.map(({ name, unit, min, max, summary }) => [
		gap(3),
		span(padText(name, 7), 'key'),
		span(padText(`${values[name] ?? 0} ${unit}`.trimEnd(), 11), 'title'),
		gap(1),
		span(clipText(`${summary}: ${min} to ${max.toLocaleString('en')}`, width - 23), 'dim'),
	]);
}
