import { Readable } from 'node:stream';
import { afterSilenceMs } from '../terminal/after.ts';
import { InputFilter } from './input-filter.ts';

/** The part of a terminal's input stream that is used. */
export type TerminalSource = Pick<NodeJS.ReadStream, 'on' | 'off' | 'read' | 'setRawMode' | 'ref' | 'unref'>;

/** A terminal's input as Ink reads it: only keys, and pastes that end. It reads from the terminal while that is in raw mode. */
export class TerminalInput extends Readable {
	readonly isTTY = true;
	readonly #source: TerminalSource;
	readonly #filter: InputFilter;
	readonly #readAll: () => void;
	#isReading = false;

	constructor(source: TerminalSource, after = afterSilenceMs) {
		super();
		this.#source = source;
		this.#filter = new InputFilter(bytes => this.push(bytes), after);
		this.#readAll = () => {
			for (let piece: unknown = source.read(); piece !== null; piece = source.read()) {
				this.#filter.push(piece instanceof Uint8Array ? piece : Buffer.from(String(piece)));
			}
		};
	}

	setRawMode(isRaw: boolean): this {
		this.#source.setRawMode(isRaw);
		if (isRaw && !this.#isReading) {
			this.#source.on('readable', this.#readAll);
		} else if (!isRaw) {
			this.#source.off('readable', this.#readAll);
			this.#filter.reset();
		}
		this.#isReading = isRaw;
		return this;
	}

	ref(): this {
		this.#source.ref();
		return this;
	}

	unref(): this {
		this.#source.unref();
		return this;
	}

	/** Does nothing: bytes are pushed when they come. */
	override _read(): void {}
}
