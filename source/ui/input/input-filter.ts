import type { After } from '../terminal/after.ts';
import {
	beginsReply,
	beginsString,
	escapeByte,
	kindOfSequence,
	nextOfSequence,
	sequenceOf,
} from './control-sequence.ts';

/** The time to wait for the rest of a sequence after a lone ESC, in milliseconds: enough for a slow line, and too short to notice. */
export const escapeMs = 50;
/** The silence after which a paste or a reply counts as lost, in milliseconds. */
export const silenceMs = 500;

type State = 'keys' | 'escape' | 'sequence' | 'mouse' | 'string' | 'string-escape' | 'paste';

const bell = 0x07;
const interrupt = 0x03;
const [openBracket, backslash] = [0x5b, 0x5c];
const pasteEnd = sequenceOf('201~');
const mouseBytes = 3;

/**
 * Lets keys and pasted text through, byte for byte, and drops what a terminal says by itself: replies that come late
 * (OSC, DCS, APC, PM, SOS, reports), and the mouse. Bytes come in pieces that may end anywhere. What has begun and is
 * silent for half a second is lost, and has ended: a paste with what has come of it, a reply with nothing.
 *
 *     terminal ─▶ push ─▶ keys, pastes ─▶ emit
 *                   └──▶ replies, mouse: dropped
 */
export class InputFilter {
	readonly #emit: (bytes: Uint8Array) => void;
	readonly #after: After;
	#state: State = 'keys';
	/** Bytes that are held back until their sequence is known; in a paste, those that may be its end. */
	#held: number[] = [];
	#mouseBytesLeft = 0;
	#out: number[] = [];
	#stopWaiting = () => {};
	/** Set for a while after an ESC that was let through as a key: it may have been a reply's after all. */
	#wasEscape = false;
	/** Set while a paste has Ctrl+C in it. */
	#stopInterrupt: (() => void) | undefined;

	/** Takes a byte, by the state that it comes in. */
	readonly #take: { readonly [state in State]: (byte: number) => void } = {
		keys: byte => this.#takeKey(byte),
		escape: byte => this.#takeAfterEscape(byte),
		sequence: byte => this.#takeOfSequence(byte),
		mouse: byte => this.#takeOfMouse(byte),
		string: byte => this.#takeOfString(byte),
		'string-escape': byte => (byte === backslash ? this.#go('keys') : this.#takeAfterEscape(byte)),
		paste: byte => this.#takeOfPaste(byte),
	};

	constructor(emit: (bytes: Uint8Array) => void, after: After) {
		this.#emit = emit;
		this.#after = after;
	}

	push(bytes: Uint8Array): void {
		this.#stopWaiting();
		if (this.#wasEscape && beginsReply(bytes)) {
			this.#go('escape');
		}
		this.#wasEscape = false;
		for (const byte of bytes) {
			this.#take[this.#state](byte);
		}
		if (this.#state !== 'keys') {
			this.#stopWaiting = this.#after(this.#state === 'escape' ? escapeMs : silenceMs, () => this.#endLost());
		}
		this.#flush();
	}

	/** Forgets what has begun, and has not ended. */
	reset(): void {
		this.#stopWaiting();
		this.#forgetInterrupt();
		this.#out = [];
		this.#wasEscape = false;
		this.#go('keys');
	}

	#takeKey(byte: number): void {
		if (byte === escapeByte) {
			this.#go('escape');
		} else {
			this.#go('keys');
			this.#out.push(byte);
		}
	}

	#takeAfterEscape(byte: number): void {
		if (byte === openBracket) {
			this.#go('sequence', [escapeByte, byte]);
		} else if (beginsString(byte)) {
			this.#go('string', [escapeByte, byte]);
		} else {
			this.#out.push(escapeByte);
			this.#takeKey(byte);
		}
	}

	#takeOfSequence(byte: number): void {
		const next = nextOfSequence(this.#held, byte);
		if (next === 'goes-on') {
			this.#held.push(byte);
		} else if (next === 'ends') {
			this.#endSequence([...this.#held, byte]);
		} else {
			this.#passIntroducer();
			this.#takeKey(byte);
		}
	}

	#endSequence(sequence: readonly number[]): void {
		this.#go('keys');
		const kind = kindOfSequence(sequence);
		if (kind === 'mouse-x10') {
			this.#mouseBytesLeft = mouseBytes;
			this.#go('mouse');
		} else if (kind === 'paste-start') {
			this.#out.push(...sequence);
			this.#go('paste');
		} else if (kind === 'key') {
			this.#out.push(...sequence);
		}
	}

	/** A button and a place, each above 32: what is below is a key again. */
	#takeOfMouse(byte: number): void {
		this.#mouseBytesLeft -= 1;
		if (byte < 0x20) {
			this.#takeKey(byte);
		} else if (this.#mouseBytesLeft === 0) {
			this.#go('keys');
		}
	}

	/** No reply has a control character in it: whoever presses Ctrl+C, or enter, is heard. */
	#takeOfString(byte: number): void {
		if (byte === escapeByte) {
			this.#go('string-escape');
		} else if (byte === bell) {
			this.#go('keys');
		} else if (byte < 0x20 || byte === 0x7f) {
			this.#takeKey(byte);
		} else {
			this.#held = [];
		}
	}

	#takeOfPaste(byte: number): void {
		if (byte === pasteEnd[this.#held.length]) {
			this.#held.push(byte);
			if (this.#held.length === pasteEnd.length) {
				this.#forgetInterrupt();
				this.#endPaste();
			}
			return;
		}
		this.#out.push(...this.#held);
		this.#held = [];
		if (byte === escapeByte) {
			this.#held.push(byte);
			return;
		}
		if (byte === interrupt) {
			// Not put off by what comes after it: somebody may press it again and again.
			this.#stopInterrupt ??= this.#after(silenceMs, () => this.#endLost());
		}
		this.#out.push(byte);
	}

	#endPaste(): void {
		this.#out.push(...pasteEnd);
		this.#go('keys');
	}

	#endLost(): void {
		this.#stopWaiting();
		const isInterrupted = this.#stopInterrupt !== undefined;
		this.#wasEscape = this.#state === 'escape';
		this.#forgetInterrupt();
		if (this.#state === 'paste') {
			this.#endPaste();
			this.#out.push(...(isInterrupted ? [interrupt] : []));
		} else if (this.#state === 'escape' || this.#state === 'string-escape') {
			this.#out.push(escapeByte);
		} else {
			this.#passIntroducer();
		}
		this.#go('keys');
		this.#flush();
		if (this.#wasEscape) {
			this.#stopWaiting = this.#after(silenceMs, () => {
				this.#wasEscape = false;
			});
		}
	}

	/** Lets through an introducer without its rest: a person may have typed it, with Alt. */
	#passIntroducer(): void {
		this.#out.push(...(this.#held.length === 2 ? this.#held : []));
	}

	#forgetInterrupt(): void {
		this.#stopInterrupt?.();
		this.#stopInterrupt = undefined;
	}

	#go(state: State, held: readonly number[] = []): void {
		this.#state = state;
		this.#held = [...held];
	}

	#flush(): void {
		if (this.#out.length > 0) {
			const bytes = Uint8Array.from(this.#out);
			this.#out = [];
			this.#emit(bytes);
		}
	}
}
