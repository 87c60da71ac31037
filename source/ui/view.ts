import type { ReactNode } from 'react';
import type { Snapshot } from '../lab/snapshot.ts';
import type { Arrangement, Extent, PanelPlace } from './arrangement/types.ts';
import type { BatchDetail } from './inspector/batch/batch-detail.ts';
import type { Detail } from './inspector/trace/detail.ts';
import type { Command, Context, PanelName } from './keymap.ts';
import type { PoemText } from './panels/poem/poem-text.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import type { ScreenState, Update, ViewName, World } from './state.ts';

/** Everything about one place that a person can be in: a panel, what lies over the panels, an open exchange, a card. */
export interface View {
	readonly name: ViewName;
	/** The contexts in which keys are looked up here, the narrowest first; `contextsOf` adds those that many views share. */
	contexts(state: ScreenState): readonly Context[];
	/** The state after a command, and its effects; undefined where the command does nothing here. */
	update(state: ScreenState, command: Command, world: World): Update | undefined;
	/** The same after text was typed or pasted; absent where no text is ever asked for. */
	type?(state: ScreenState, text: string, world: World): Update | undefined;
	/** Updates by commands that work wherever the person is, such as the one that opens this view. */
	readonly anywhere?: { readonly [command in Command]?: (state: ScreenState, world: World) => Update };
	/** The state after the lab has changed, also while the person is elsewhere; the same one where nothing is to be noted. */
	observe?(state: ScreenState, snapshot: Snapshot): ScreenState;
	/** Draws the view in exactly so many cells; an overlay gets the size of the body, and takes the part that it needs. */
	readonly Component: (props: ViewProps) => ReactNode;
	/** It stands in the place of all panels, rather than over them: of the body, or also of the row that names the panels. */
	readonly replaces?: 'body' | 'tabs-too';
	readonly spoken: SpokenView;
}

/** The model to draw, and the size in cells to draw it in. */
export interface ViewProps extends Extent {
	readonly model: ViewModel;
	/** It takes the keys. */
	readonly focused: boolean;
}

/** A panel: a view with a number of its own, and a place beside the others. */
export interface PanelView extends View {
	readonly name: PanelName;
	readonly place: PanelPlace;
	/** Its name where a small terminal lists all panels in one row. */
	tabTitle(snapshot: Snapshot): string;
}

/** The words of a view for a screen reader. Each string is a line. */
export interface SpokenView {
	/** The lines for a person who comes here: the view's name, its content, and their place in it. */
	arrival(model: ViewModel): readonly string[];
	/** The lines after a key, or after the lab has changed, while the person stayed here. */
	moved(before: ViewModel, after: ViewModel, command: Command | undefined): readonly string[];
	/** The lines that are said instead of the place that this command led to; undefined where the place is said. */
	instead?(command: Command): readonly string[] | undefined;
	/** All that the view shows. */
	whole?(model: ViewModel): readonly string[];
	/** The field of text that takes what is typed now; undefined where keys are keys. */
	field?(model: ViewModel): TypedField | undefined;
	/** The result of the text so far, told once typing stops: `3 found`; empty where there is none. */
	standing?(model: ViewModel): string;
	/** Nothing is said of a key that changed nothing. */
	readonly isQuiet?: boolean;
}

/** A field of text that is open: what is asked for, and what was typed. */
export interface TypedField {
	readonly label: string;
	readonly text: string;
}

/** All that is to be shown, or told, at one moment. */
export interface ViewModel {
	readonly state: ScreenState;
	readonly snapshot: Snapshot;
	/** The present by the clock of the lab's events, in milliseconds; an age is the difference of two such times. */
	readonly now: number;
	/** The sizes of all that has room on the terminal. */
	readonly arrangement: Arrangement;
	/** The events of the exchange that is open, as far as the lab has told them. */
	readonly detail: Detail;
	/** The same of the batch that is open. */
	readonly batch?: BatchDetail | undefined;
	/** The client's poem in lines as wide as its panel. */
	readonly poem: PoemText;
	/** The matches of the search in the poem. */
	readonly poemMatches: readonly RowMatch[];
}
