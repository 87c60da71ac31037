import type { Lab } from '../../lab/lab.ts';
import type { Leave } from '../effects.ts';
import { printable } from '../keymap/key-lookup.ts';
import type { Command } from '../keymap.ts';
import { lessonCard } from '../lessons/announce.ts';
import { modeOf } from '../mode.ts';
import { keysElsewhere, keysHere } from '../overlays/help/announce.ts';
import { latencyWords } from '../overlays/latency/announce.ts';
import type { Terminal } from '../run-effect.ts';
import { createStore } from '../store.ts';
import type { After } from '../terminal/after.ts';
import type { ViewModel } from '../view.ts';
import { contextsOf, viewOf } from '../views.ts';
import { createDebounced, openFieldOf } from './debounced.ts';
import { createLabNews } from './lab-news.ts';
import { type ReadKey, readKey } from './read-keys.ts';
import { readViewport } from './read-viewport.ts';
import { spokenKey } from './speech.ts';
import { createSpokenLines } from './spoken-lines.ts';
import { createTrafficDigest } from './traffic-digest.ts';
import { updateLines, wholePanel } from './update-lines.ts';
import { welcome } from './welcome.ts';

/** The surroundings of a reader: its terminal and its clocks. */
export interface ReaderOptions {
	readonly write: (text: string) => void;
	readonly onLeave: (how: Leave) => void;
	readonly clipboard: Terminal['clipboard'];
	/** Makes room for the shell; resolves once it goes on, with whether there was one. */
	readonly suspend: Terminal['suspend'];
	/** The time of day, in milliseconds since the Unix epoch. */
	readonly wallNow: () => number;
	/** A clock that never goes back, in milliseconds. */
	readonly now: () => number;
	readonly after: After;
}

/** The lab for a screen reader: the screen's own state and keys, told in lines that stay as they are. */
export interface Reader {
	/** Writes the first lines; to be called once. */
	begin(): void;
	/** Tells the person where they are, once they are back from the shell. */
	again(): void;
	press(key: string): void;
	/** Takes pasted text, where a text is asked for; no part of it is a key. */
	paste(text: string): void;
	/** Says nothing any more. */
	stop(): void;
}

const erases: ReadonlySet<Command> = new Set(['erase', 'erase-word', 'erase-all']);

/** A reader of this lab. */
export function createReader(lab: Lab, options: ReaderOptions): Reader {
	const { now } = options;
	const store = createStore(lab, {
		size: () => ({ columns: 0, rows: 0 }),
		onLeave: options.onLeave,
		terminal: { clipboard: options.clipboard, write: options.write, suspend: options.suspend },
		wallClock: options.wallNow,
		viewport: readViewport,
	});
	const writer = createSpokenLines(options.write);
	const news = createLabNews();
	const digest = createTrafficDigest();
	const debounced = createDebounced();
	let told = store.model();
	let isQuiet = false;
	let helpAsked = false;
	let callOff: (() => void) | undefined;

	/** Tells of a change, after a key or by the lab's own doing. */
	const tell = (command?: Command, isTyped = false): void => {
		const [before, after] = [told, store.model()];
		told = after;
		writer.lines([...updateLines(before, after, command), ...news.lines(before, after, now())]);
		if (command !== undefined) {
			digest.catchUp(after);
		}
		showField(before, after, isTyped || (command !== undefined && erases.has(command)));
		debounced.note(before, after, now());
		wait();
	};
	const showField = (before: ViewModel, after: ViewModel, isTyped: boolean): void => {
		const [was, field] = [openFieldOf(before), openFieldOf(after)];
		// What was said meanwhile stands after it; the field is shown again when more is typed.
		if (field === undefined || was?.label !== field.label || (isTyped && was.text !== field.text)) {
			writer.field(field);
		}
	};
	const wait = (): void => {
		callOff?.();
		const due = [digest.note(told, now()), debounced.due()].filter(time => time !== undefined);
		callOff = due.length === 0 ? undefined : options.after(Math.max(0, Math.min(...due) - now()), tellLater);
	};
	const tellLater = (): void => {
		const at = now();
		writer.lines(debounced.tell(told, at));
		const digestAt = digest.note(told, at);
		if (digestAt !== undefined && digestAt <= at) {
			writer.lines(digest.tell(told, at));
		}
		wait();
	};
	const say = (what: Extract<ReadKey, { kind: 'say' }>['what']): readonly string[] => {
		switch (what) {
			case 'keys': {
				const mode = modeOf(told.snapshot);
				const contexts = contextsOf(told.state, mode);
				return helpAsked ? keysElsewhere(contexts, mode) : keysHere(contexts, mode);
			}
			case 'whole-panel':
				return wholePanel(told);
			case 'latency':
				return latencyWords(told.snapshot.histogram);
			case 'card':
				return lessonCard(told);
		}
	};
	const typeIn = (text: string | undefined, name: string): void => {
		const isAsked =
			openFieldOf(told) !== undefined || (told.state.focused === 'client' && told.state.client.field === 'host');
		if (text !== undefined && isAsked) {
			store.paste(text);
			tell(undefined, true);
		} else {
			writer.lines([`${name}: nothing here.`]);
		}
	};
	const press = (key: string): void => {
		const command = store.commandOf(key);
		if (command === undefined) {
			typeIn(printable(key), spokenKey(key));
			return;
		}
		const asked = readKey(command, told);
		if (asked.kind === 'say') {
			writer.lines(say(asked.what));
		} else {
			for (const each of asked.commands) {
				store.run(each);
			}
			tell(command);
		}
		helpAsked = command === 'help' && !helpAsked;
	};
	/** Does something whose changes of the store are told by itself. */
	const quietly = (act: () => void): void => {
		isQuiet = true;
		act();
		isQuiet = false;
	};
	const stops = [
		lab.subscribe(() => {
			quietly(store.labChanged);
			tell();
		}),
		store.subscribe(() => (isQuiet ? undefined : tell())),
	];

	return {
		begin() {
			writer.lines([...welcome(told), ...viewOf(told.state).spoken.arrival(told)]);
			digest.catchUp(told);
		},
		again() {
			writer.lines(['Back in poetry lab.', ...viewOf(told.state).spoken.arrival(told)]);
		},
		press: key => quietly(() => press(key)),
		paste: text => quietly(() => typeIn(text, 'Pasted text')),
		stop() {
			callOff?.();
			for (const stop of stops) {
				stop();
			}
			writer.close();
		},
	};
}
