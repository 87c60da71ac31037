import { visibleLine } from '../../wire/visible-text.ts';
import type { TypedField } from '../view.ts';

/** Lines for a terminal that is read aloud: what was written stays as it is. */
export interface SpokenLines {
	lines(lines: readonly string[]): void;
	/** Shows the field that is open, as far as it was typed; undefined where none is. */
	field(field: TypedField | undefined): void;
	/** Ends the line that is open. */
	close(): void;
}

/** A writer of printable text and line feeds, and of nothing else. What is typed goes on in its line; what is erased begins it again. */
export function createSpokenLines(write: (text: string) => void): SpokenLines {
	let shown: TypedField | undefined;
	let isInLine = false;
	const endLine = (): void => {
		if (isInLine) {
			write('\n');
			isInLine = false;
		}
	};
	return {
		lines(lines) {
			if (lines.length > 0) {
				endLine();
				write(lines.map(line => `${printable(line)}\n`).join(''));
			}
		},
		field(field) {
			if (field === undefined) {
				endLine();
			} else if (shown === undefined || field.label !== shown.label || field.text !== shown.text) {
				const goesOn = isInLine && field.label === shown?.label && field.text.startsWith(shown.text);
				if (!goesOn) {
					endLine();
				}
				write(printable(goesOn ? field.text.slice(shown?.text.length) : `${field.label}: ${field.text}`));
				isInLine = true;
			}
			shown = field;
		},
		close: endLine,
	};
}

/** The line with every control character made visible, line feeds among them. */
function printable(line: string): string {
	return line.replace(/\p{Cc}/gu, visibleLine);
}
