import { visibleJson } from './visible-text.ts';

/** The room, in bytes, that it begins with; it doubles whenever more is needed. */
const firstRoom = 16 * 1024;
/** The most bytes of one UTF-16 unit in UTF-8. */
const bytesPerUnit = 3;
/** A longer text is copied by the system, a shorter one here: to ask the system for it takes longer. */
const longText = 500;
const [quote, backslash, zero] = [0x22, 0x5c, 0x30];

/** Text in bytes, piece by piece: as a busy server makes a line for every event, to join texts would cost several times as much. */
export class JsonWriter {
	#bytes = Buffer.allocUnsafeSlow(firstRoom);
	#length = 0;

	/** The number of bytes written so far. */
	get length(): number {
		return this.#length;
	}

	/** Adds a text of ASCII as it is. */
	ascii(text: string): void {
		const { length } = text;
		const bytes = this.#withRoom(length);
		const start = this.#length;
		if (length > longText) {
			bytes.write(text, start, 'latin1');
		} else {
			for (let at = 0; at < length; at += 1) {
				bytes[start + at] = text.charCodeAt(at);
			}
		}
		this.#length = start + length;
	}

	/** Adds a text as a JSON string that is safe for a terminal, as {@link visibleJson} makes it. */
	string(text: string): void {
		const { length } = text;
		const bytes = this.#withRoom(length + 2);
		const start = this.#length + 1;
		for (let at = 0; at < length; at += 1) {
			const code = text.charCodeAt(at);
			if (code < 0x20 || code > 0x7e || code === quote || code === backslash) {
				this.#utf8(visibleJson(text));
				return;
			}
			bytes[start + at] = code;
		}
		bytes[start - 1] = quote;
		bytes[start + length] = quote;
		this.#length = start + length + 1;
	}

	/** Adds any value as JSON that is safe for a terminal. */
	value(value: unknown): void {
		if (typeof value === 'string') {
			this.string(value);
		} else if (typeof value !== 'number' || !Number.isFinite(value)) {
			this.#utf8(visibleJson(value));
		} else if ((value | 0) === value && value >= 0) {
			this.#integer(value);
		} else {
			this.ascii(String(value));
		}
	}

	/** Adds a whole number from 0 to 999, in three digits. */
	threeDigits(value: number): void {
		const bytes = this.#withRoom(3);
		const hundreds = Math.trunc(value / 100);
		const tens = Math.trunc((value - hundreds * 100) / 10);
		bytes[this.#length] = zero + hundreds;
		bytes[this.#length + 1] = zero + tens;
		bytes[this.#length + 2] = zero + value - hundreds * 100 - tens * 10;
		this.#length += 3;
	}

	/** Gives all bytes so far, which are not changed any more, and begins anew. */
	take(): Buffer {
		const taken = this.#bytes.subarray(0, this.#length);
		// As much again, and some more: what is never written to takes no memory.
		this.#bytes = Buffer.allocUnsafeSlow(Math.max(firstRoom, 2 * this.#length));
		this.#length = 0;
		return taken;
	}

	/** Gives the text of all bytes so far, and begins anew. */
	takeText(): string {
		const text = this.#bytes.toString('utf8', 0, this.#length);
		this.#length = 0;
		return text;
	}

	#utf8(text: string): void {
		const bytes = this.#withRoom(text.length * bytesPerUnit);
		this.#length += bytes.write(text, this.#length);
	}

	/** Adds a whole number from 0 to 2³¹ - 1. */
	#integer(value: number): void {
		let digits = 1;
		for (let power = 10; power <= value; power *= 10) {
			digits += 1;
		}
		const bytes = this.#withRoom(digits);
		let rest = value;
		for (let at = this.#length + digits - 1; at >= this.#length; at -= 1) {
			const tenth = Math.trunc(rest / 10);
			bytes[at] = zero + rest - tenth * 10;
			rest = tenth;
		}
		this.#length += digits;
	}

	#withRoom(more: number): Buffer {
		const needed = this.#length + more;
		if (needed > this.#bytes.length) {
			const grown = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
			this.#bytes.copy(grown, 0, 0, this.#length);
			this.#bytes = grown;
		}
		return this.#bytes;
	}
}
