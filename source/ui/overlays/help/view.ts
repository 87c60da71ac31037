import { innerSize } from '../../arrangement/arrangement.ts';
import { movedIndex } from '../../list-cursor.ts';
import { stay } from '../../state.ts';
import { overlayView } from '../overlay-view.tsx';
import { helpColumns, rowsOfHelp } from './help-columns.ts';
import { HelpOverlay } from './help-overlay.tsx';

/** Every key, in the place of the panels. */
export const helpView = overlayView('help', {
	contexts: ['help'],
	update(help, command, state, { arrangement }) {
		const { width, height } = innerSize(arrangement.body);
		const lastTop = rowsOfHelp(helpColumns(width, help.here)) - height;
		const top = movedIndex(help.top, lastTop + 1, command, height);
		return top === undefined ? undefined : stay({ ...state, overlay: { ...help, top } });
	},
	Component: HelpOverlay,
	replaces: 'body',
	spoken: { arrival: () => ['Keys.'] },
});
