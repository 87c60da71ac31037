import { useApp, useStdout } from 'ink';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Lab } from '../lab/lab.ts';
import { clipboardRoute } from './clipboard/osc52.ts';
import { useKeys } from './input/use-keys.ts';
import { Screen } from './screen.tsx';
import { createStore, type Size, type Store, type StoreOptions } from './store.ts';
import type { Frames } from './terminal/frames.ts';
import { useTerminalSize } from './terminal/use-terminal-size.ts';

export interface AppProps extends Partial<Pick<StoreOptions, 'clock' | 'wallClock' | 'onLeave'>> {
	readonly lab: Lab;
	/** Gives the frames of the screen; they call `draw` for each one. */
	readonly pace: (draw: () => void) => Frames;
	/** Makes room for the shell; resolves once the screen is back, with whether there was one. */
	readonly onSuspend?: () => Promise<boolean>;
	/** Draws all of the screen anew. */
	readonly onRedraw?: () => void;
	/** The size to draw in; that of the terminal where none is given. */
	readonly size?: Size;
}

/** The time between two drawings of ages, in milliseconds: nobody reads one more than four times a second. */
const tickMs = 250;
const nowhereToGo = async (): Promise<boolean> => false;

/**
 * The whole screen over a lab: the only part that looks at the terminal. It ends with how the person left, and draws only
 * when the lab, the person or the terminal changed something.
 */
export function App(props: AppProps): ReactNode {
	const terminalSize = useTerminalSize();
	const size = props.size ?? terminalSize;
	const { store, frames } = useStore(props, size);
	const { snapshot } = store.model();
	const isTicking =
		snapshot.open.length > 0 || snapshot.fetch?.status === 'running' || snapshot.crowd?.status === 'running';
	useEffect(() => {
		if (isTicking) {
			const timer = setInterval(frames.changed, tickMs);
			return () => clearInterval(timer);
		}
		return undefined;
	}, [isTicking, frames]);
	useKeys(store.press, store.paste);
	return <Screen model={store.model()} {...size} />;
}

/** The store of this screen, and the frames in which it is drawn. */
function useStore(
	{ lab, pace, onSuspend = nowhereToGo, onRedraw, onLeave, clock, wallClock }: AppProps,
	size: Size,
): { readonly store: Store; readonly frames: Frames } {
	const { stdout } = useStdout();
	const { exit } = useApp();
	const sizeNow = useRef(size);
	sizeNow.current = size;
	const [screen] = useState(() => {
		const store = createStore(lab, {
			size: () => sizeNow.current,
			// Where nobody else is told, Ink's app ends with how the person left.
			onLeave: onLeave ?? exit,
			terminal: {
				clipboard: clipboardRoute(process.env),
				write: sequence => void stdout.write(sequence),
				suspend: onSuspend,
				...(onRedraw !== undefined && { redraw: onRedraw }),
			},
			...(clock !== undefined && { clock }),
			...(wallClock !== undefined && { wallClock }),
		});
		return { store, ...createPaced(pace) };
	});
	const { store, frames, subscribe, version } = screen;
	useSyncExternalStore(subscribe, version);
	// In the same turn as the first frame: what the lab does next is not missed.
	useLayoutEffect(() => {
		const stops = [
			store.subscribe(cause => (cause === 'person' ? frames.keyPressed() : frames.changed())),
			lab.subscribe(() => {
				store.labChanged();
				frames.changed();
			}),
			frames.stop,
		];
		return () => {
			for (const stop of stops) {
				stop();
			}
		};
	}, [lab, store, frames]);
	return screen;
}

/** Frames for React, which draws again when their number changes. */
function createPaced(pace: AppProps['pace']) {
	const listeners = new Set<() => void>();
	let count = 0;
	const frames = pace(() => {
		count += 1;
		for (const listener of listeners) {
			listener();
		}
	});
	return {
		frames,
		version: () => count,
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
