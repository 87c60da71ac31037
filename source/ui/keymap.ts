import { classSections } from './keymap/classes.ts';
import { lessonSections } from './keymap/lessons.ts';
import { overlaySections } from './keymap/overlays.ts';
import { panelSections } from './keymap/panels.ts';
import { type BindingOf, bind, type SectionOf, section } from './keymap/section.ts';

export { type PanelName, panelNames } from './keymap/panels.ts';

/** Every binding, in the order of the help: `keymap/` is the only place that says which keys do something, and in which words. */
const sections = [
	...panelSections,
	...lessonSections,
	...classSections,
	section('always', 'Always', [
		bind(['ctrl+c'], 'interrupt', 'quit, from anywhere'),
		bind(['ctrl+l'], 'redraw', 'draw the screen anew'),
		bind(['ctrl+z'], 'suspend', 'suspend, servers too, until fg'),
	]),
	...overlaySections,
];

/** The contexts in which bindings hold. A key is looked up in those that hold now, the narrowest first. */
export type Context = (typeof sections)[number]['context'];

/** Everything a key can ask for. What a command does depends on where the person is; see `view.ts`. */
export type Command = (typeof sections)[number]['bindings'][number]['command'];

/** One binding. */
export type Binding = BindingOf<Command>;

/** The bindings that hold in one context, under the title that the help gives them. */
export type KeySection = SectionOf<Context, Command>;

/** Every binding, in the order of the help. */
export const keymap: readonly KeySection[] = sections;
