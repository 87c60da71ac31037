import type { Setting } from '../../../faults/fault.ts';
import type { ServerState } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Extent } from '../../arrangement/types.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { formatPlural } from '../../format.ts';
import { centredTop } from '../../list-cursor.ts';
import { clipText, gap, padText, type Row, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import { type FaultChoice, type FaultMenuState, faultChoices } from './fault-menu-state.ts';

/** How many lines the menu would like to have: the faults, and what is known of the longest. */
export const faultMenuLines = 15;

const nameWidth = 8;
const settingsWidths = { least: 6, most: 14 } as const;
/** Rows under the list: a line, the settings line, a setting each, and open connections. */
const aboutRows = 7;

/** The faults of one server, and the chosen one's settings under them. */
export function faultMenuPanel(menu: FaultMenuState, server: ServerState, { width, height }: Extent): DrawnPanelProps {
	const choices = faultChoices(menu, server);
	const inner = width - 3;
	const rows = Math.max(0, height - 2);
	const longest = Math.max(settingsWidths.least, ...choices.map(({ text }) => text.length));
	const settingsWidth = Math.min(settingsWidths.most, longest);
	const room = Math.max(Math.min(3, rows), Math.min(choices.length, rows - aboutRows));
	const top = centredTop(choices.length, menu.index, room);
	const list = choices
		.slice(top, top + room)
		.map((choice, row) => choiceRow(choice, top + row === menu.index, inner, settingsWidth));
	const current = choices[menu.index];
	const on = server.faults.length;
	return {
		width,
		height,
		title: `Faults of ${visibleLine(server.id)}`,
		focused: true,
		right: [on === 0 ? span('none is on', 'dim') : span(`${formatPlural(on, 'fault')} on`, 'warning', true)],
		footerRight: choices.length > room ? [span(`${menu.index + 1} of ${choices.length}`, 'dim')] : [],
		rows: [...list, ...(current === undefined ? [] : aboutFault(current, inner))],
	};
}

function choiceRow({ fault, isOn, text }: FaultChoice, current: boolean, width: number, settingsWidth: number): Row {
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

function aboutFault(choice: FaultChoice, width: number): readonly Row[] {
	const { fault } = choice;
	const open = wrapWords(fault.openConnections, width - 2, 2).map((row): Row => [gap(1), span(row, 'dim')]);
	return [[gap(1), span('─'.repeat(width - 1), 'border')], ...settingsRows(choice, width), ...open];
}

function settingsRows({ fault, text, wanted, isChanged }: FaultChoice, width: number): readonly Row[] {
	if (fault.settings.length === 0 && text === '') {
		return [[gap(1), span('It has no settings.', 'dim')]];
	}
	const syntax = fault.settings.map(({ name }) => name).join(':');
	const line: Row = [
		gap(1),
		span('settings ', 'dim'),
		span('› ', 'key'),
		span(clipText(text, Math.max(8, width - 48))),
		span('▏', 'focus'),
		span(isChanged ? '  enter sets it so' : `  ${syntax}${fault.settings.length > 0 ? ', or p=0.5' : ''}`, 'dim'),
	];
	if ('error' in wanted) {
		const rows = wrapWords(visibleLine(wanted.error), width - 4, 3);
		return [line, ...rows.map((row, at): Row => [gap(1), span(at === 0 ? '✗ ' : '  ', 'failed'), span(row)])];
	}
	const { settings } = wanted;
	return [line, ...fault.settings.map(setting => settingRow(setting, settings[setting.name] ?? 0, width))];
}

function settingRow({ name, unit, min, max, summary }: Setting, value: number, width: number): Row {
	const shown = `${value}${unit === '' ? '' : ` ${unit}`}`;
	return [
		gap(3),
		span(padText(name, 7), 'key'),
		span(padText(shown, 11), 'title'),
		gap(1),
		span(clipText(`${summary}: ${min} to ${max.toLocaleString('en')}`, width - 23), 'dim'),
	];
}
