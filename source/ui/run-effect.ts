import type { ConnectionId } from '../events/events.ts';
import type { Lab } from '../lab/lab.ts';
import { copiedBytes } from './clipboard/copied-bytes.ts';
import { type Copied, copyThrough } from './clipboard/copy.ts';
import type { ClipboardRoute } from './clipboard/osc52.ts';
import { requestLine } from './clipboard/request-line.ts';
import type { Effect } from './effects.ts';
import { conversationOf } from './inspector/bytes/conversation.ts';
import { poemSaved } from './overlays/save/update.ts';
import { type ScreenState, say } from './state.ts';

/** The terminal beside its frames. */
export interface Terminal {
	readonly clipboard: ClipboardRoute;
	/** Writes a sequence that moves no cursor, so that it may stand between any two frames. */
	write(sequence: string): void;
	/** Makes room for the shell; resolves once the screen is back, with whether there was one. */
	suspend(): Promise<boolean>;
	/** Draws all of the screen anew; absent where nothing is drawn, but told. */
	redraw?(): void;
}

/** Carries out an effect; resolves with a change of the state, which says how it went. */
export async function runEffect(
	effect: Exclude<Effect, { readonly kind: 'dispatch' | 'leave' }>,
	lab: Lab,
	terminal: Terminal,
): Promise<(state: ScreenState) => ScreenState> {
	switch (effect.kind) {
		case 'copy':
			return copying(effect.copied, terminal);
		case 'copy-request':
			return copying(await requestOf(effect.connection, lab), terminal);
		case 'copy-bytes': {
			const conversation = conversationOf(await lab.detail(effect.connection), effect.connection);
			return copying(copiedBytes(conversation, effect.turn), terminal);
		}
		case 'save-poem': {
			const outcome = await lab.savePoem(effect.path, effect.fetch);
			return state => poemSaved(state, outcome);
		}
		case 'redraw':
			terminal.redraw?.();
			return state => state;
		case 'suspend': {
			const wasAway = await terminal.suspend();
			return state => (wasAway ? state : say(state, 'not suspended: no shell could bring it back', 'warning'));
		}
	}
}

function copying(copied: Copied | string, terminal: Terminal): (state: ScreenState) => ScreenState {
	if (typeof copied === 'string') {
		return state => say(state, `not copied: ${copied}`, 'warning');
	}
	const { sequence, message } = copyThrough(terminal.clipboard, copied);
	if (sequence !== undefined) {
		terminal.write(sequence);
	}
	return state => ({ ...state, message, messageWhile: undefined });
}

async function requestOf(connection: ConnectionId, lab: Lab): Promise<Copied | string> {
	const { exchanges, open, servers } = lab.snapshot();
	const exchange = [...exchanges, ...open].find(({ id }) => id === connection);
	if (exchange === undefined) {
		return 'this exchange is no longer kept';
	}
	const events = exchange.kind === 'transform' ? await lab.detail(connection) : [];
	const request = requestLine(exchange, servers, events);
	return 'why' in request ? request.why : copiedLine(request.line);
}

/** A short line says best itself what was copied, and can be typed. */
function copiedLine(line: string): Copied {
	const content = Buffer.from(line);
	return line.length <= 32
		? { what: line, content, instead: `type ${line}`, next: 'not there? type it' }
		: { what: 'a line with printf and nc', content, instead: 'its bytes are seen with i, then tab' };
}
