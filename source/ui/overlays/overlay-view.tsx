import type { ReactNode } from 'react';
import type { Command, Context } from '../keymap.ts';
import { type Overlay, type OverlayOf, overlayOf, type ScreenState, type Update, type World } from '../state.ts';
import type { SpokenView, TypedField, View, ViewModel, ViewProps } from '../view.ts';

/** An overlay: a view whose parts are handed its own state, since they are asked only while it is open. */
export interface OverlayParts<Mine> extends Pick<View, 'anywhere' | 'observe' | 'replaces'> {
	readonly contexts: readonly Context[];
	update?(overlay: Mine, command: Command, state: ScreenState, world: World): Update | undefined;
	type?(overlay: Mine, text: string, state: ScreenState, world: World): Update | undefined;
	readonly Component: (props: OverlayProps<Mine>) => ReactNode;
	readonly spoken: Pick<SpokenView, 'instead' | 'isQuiet'> & {
		arrival(overlay: Mine, model: ViewModel): readonly string[];
		/** After a key, or after the lab has changed: from what the overlay was to what it is now. */
		moved?(overlay: Mine, was: Mine, model: ViewModel): readonly string[];
		field?(overlay: Mine, model: ViewModel): TypedField | undefined;
		standing?(overlay: Mine, model: ViewModel): string;
	};
}

/** The overlay's state, the model, and the size in cells of what it lies over. */
export interface OverlayProps<Mine> extends ViewProps {
	readonly overlay: Mine;
}

/** The view of an overlay. */
export function overlayView<Kind extends Overlay['kind']>(name: Kind, parts: OverlayParts<OverlayOf<Kind>>): View {
	const { contexts, update, type, Component, spoken, ...others } = parts;
	const { arrival, moved, field, standing, ...quiet } = spoken;
	/** Calls back with the overlay's state where it is open. */
	const open = <Made,>(state: ScreenState, make: (overlay: OverlayOf<Kind>) => Made): Made | undefined => {
		const overlay = overlayOf(state, name);
		return overlay && make(overlay);
	};
	return {
		...others,
		name,
		contexts: () => contexts,
		update: (state, command, world) => open(state, overlay => update?.(overlay, command, state, world)),
		type: (state, text, world) => open(state, overlay => type?.(overlay, text, state, world)),
		Component: props => open(props.model.state, overlay => <Component {...props} overlay={overlay} />) ?? null,
		spoken: {
			...quiet,
			arrival: model => open(model.state, overlay => arrival(overlay, model)) ?? [],
			moved: (before, after) =>
				open(before.state, was => open(after.state, overlay => moved?.(overlay, was, after))) ?? [],
			field: model => open(model.state, overlay => field?.(overlay, model)),
			standing: model => open(model.state, overlay => standing?.(overlay, model)) ?? '',
		},
	};
}
