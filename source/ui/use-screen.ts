import process from 'node:process';
import { useInput, usePaste, useStdout } from 'ink';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Lab } from '../lab/lab.ts';
import { clipboardRoute } from './clipboard/osc52.ts';
import { keyNames } from './key-names.ts';
import { createScreen, type Screen } from './screen.ts';
import type { Leave, ScreenState } from './screen-state.ts';
import { sizeOf } from './use-terminal-size.ts';

/** The screen's state, moved by the person's keys and by what the lab does. */
export function useScreen(
	lab: Lab,
	onLeave: (how: Leave) => void,
	onSuspend: () => Promise<boolean>,
	onRedraw: () => void,
	wallClock: () => number,
): { readonly screen: Screen; readonly state: ScreenState } {
	const { stdout } = useStdout();
	const [screen] = useState(() =>
		createScreen(
			lab,
			() => sizeOf(stdout, { columns: 80, rows: 24 }),
			onLeave,
			{
				clipboard: clipboardRoute(process.env),
				write: sequence => void stdout.write(sequence),
				suspend: onSuspend,
				redraw: onRedraw,
			},
			wallClock,
		),
	);
	const state = useSyncExternalStore(screen.subscribe, screen.state);
	useEffect(() => lab.subscribe(screen.labChanged), [lab, screen]);
	useInput((input, key) => {
		for (const name of keyNames(input, key)) {
			screen.press(name);
		}
	});
	usePaste(screen.paste);
	return { screen, state };
}
