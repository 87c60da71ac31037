import type { IBufferCell, Terminal } from '@xterm/headless';
import { colourOf, faint, hex, palette } from './palette.ts';

/** What stands in one place of a terminal's screen, with the colours that are seen. */
export interface Cell {
	/** One character as it is read; empty right of a wide one. */
	readonly text: string;
	/** How many columns it takes: 0 right of a wide one. */
	readonly width: number;
	readonly colour: string;
	/** Absent where it is the screen's own. */
	readonly background?: string;
	readonly bold: boolean;
}

/** The screen of a terminal, row after row. */
export function cellsOf(terminal: Terminal): readonly (readonly Cell[])[] {
	const { active } = terminal.buffer;
	return Array.from({ length: terminal.rows }, (_, row) => {
		const line = active.getLine(active.baseY + row);
		return Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column))
			.filter(cell => cell !== undefined)
			.map(cellOf);
	});
}

function cellOf(cell: IBufferCell): Cell {
	const colours = {
		text: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()) ?? palette.foreground,
		behind: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
	};
	const inverse = cell.isInverse() !== 0;
	const background = inverse ? colours.text : colours.behind;
	const plain = inverse ? (colours.behind ?? palette.background) : colours.text;
	return {
		text: cell.getChars(),
		width: cell.getWidth(),
		colour: cell.isDim() !== 0 ? faint(plain, background ?? palette.background) : plain,
		...(background !== undefined && { background }),
		bold: cell.isBold() !== 0,
	};
}

function colour(isDefault: boolean, isRgb: boolean, value: number): string | undefined {
	if (isDefault) {
		return undefined;
	}
	return isRgb ? hex([(value >> 16) & 255, (value >> 8) & 255, value & 255]) : colourOf(value);
}
