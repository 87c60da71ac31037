import { useStdout, useWindowSize } from 'ink';
import type { Size } from '../store.ts';

/**
 * The terminal's size as it is at this render. Ink's own hook tells of a change one render late; in between, a frame of
 * the old size would be drawn on a terminal that has become smaller.
 */
export function useTerminalSize(): Size {
	const told = useWindowSize();
	const stdout: object = useStdout().stdout;
	const { columns, rows }: { columns?: unknown; rows?: unknown } = stdout;
	return {
		columns: typeof columns === 'number' && columns > 0 ? columns : told.columns,
		rows: typeof rows === 'number' && rows > 0 ? rows : told.rows,
	};
}
