import { connect, type Socket } from 'node:net';
import type { Sight, SightEnd } from './sight.ts';

/** What a bare client does, and what it expects. */
export interface Visit {
	/** What kind of client it is, in a word. */
	readonly who: string;
	readonly port: number;
	/** What it should be sent from the first byte to the last, if nothing is wrong. */
	readonly expected: Uint8Array;
	/** What it says, one after the other. */
	readonly says?: readonly (Uint8Array | string)[];
	/** The rest between two of them; none where none is given. */
	readonly sayEveryMs?: number;
	/** Closes its side once it has said all. */
	readonly halfCloses?: boolean;
	/** `slowly`: a rest after each chunk. */
	readonly reads?: 'all' | 'slowly' | 'nothing';
	/** Leaves once it has so many bytes. */
	readonly leavesAfterBytes?: number;
	/** Leaves after so long, whatever it has. */
	readonly patienceMs: number;
	/** How it leaves. */
	readonly leavesBy?: 'close' | 'reset';
	/** Leaves when it aborts. */
	readonly signal?: AbortSignal;
}

const slowReadMs = 15;

/** Visits a server with a bare socket; fulfilled when it is over. Rejects for what no server can do to a client. */
export function visit(what: Visit): Promise<Sight> {
	return new Visitor(what).over;
}

class Visitor {
	readonly over: Promise<Sight>;
	readonly #visit: Visit;
	readonly #socket: Socket;
	readonly #startedAt = clock();
	readonly #patience: NodeJS.Timeout;
	readonly #timers = new Set<NodeJS.Timeout>();
	#settle: (sight: Sight) => void = () => {};
	#fail: (error: Error) => void = () => {};
	#localPort = 0;
	#bytes = 0;
	#asExpected = true;
	#isOver = false;

	constructor(what: Visit) {
		this.#visit = what;
		this.over = new Promise((resolve, reject) => {
			this.#settle = resolve;
			this.#fail = reject;
		});
		this.#socket = connect({ port: what.port, host: '127.0.0.1', allowHalfOpen: true });
		this.#patience = setTimeout(this.#leave, what.patienceMs);
		what.signal?.addEventListener('abort', this.#leave);
		this.#socket.on('connect', () => {
			this.#localPort = this.#socket.localPort ?? 0;
			this.#say(0);
		});
		this.#socket.on('error', error => this.#broke(error));
		this.#socket.on('close', () => this.#end('reset'));
		if (what.reads !== 'nothing') {
			this.#socket.on('data', chunk => this.#take(chunk));
			this.#socket.on('end', () => this.#probe());
		}
	}

	#say(nth: number): void {
		const { says = [], sayEveryMs = 0, halfCloses = false } = this.#visit;
		if (this.#isOver) {
			return;
		}
		const words = says[nth];
		if (words === undefined) {
			if (halfCloses) {
				this.#socket.end();
			}
			return;
		}
		const next = () => this.#say(nth + 1);
		this.#socket.write(words, () => (sayEveryMs > 0 ? this.#later(sayEveryMs, next) : next()));
	}

	#take(chunk: Uint8Array): void {
		const { expected, reads, leavesAfterBytes = Number.POSITIVE_INFINITY } = this.#visit;
		const known = expected.subarray(this.#bytes, this.#bytes + chunk.length);
		this.#asExpected &&= Buffer.compare(known, chunk) === 0;
		this.#bytes += chunk.length;
		if (this.#bytes >= leavesAfterBytes) {
			this.#leave();
		} else if (reads === 'slowly') {
			this.#socket.pause();
			this.#later(slowReadMs, () => this.#socket.resume());
		}
	}

	/** A reset that comes together with bytes is told as an end; writing nothing then fails. */
	#probe(): void {
		if (this.#socket.writableEnded) {
			this.#end('in order');
		} else {
			this.#socket.write('', error => this.#end(error ? 'reset' : 'in order'));
		}
	}

	readonly #leave = (): void => {
		if (this.#visit.leavesBy === 'reset') {
			this.#socket.resetAndDestroy();
		}
		this.#end('left');
	};

	#broke(error: NodeJS.ErrnoException): void {
		if (error.code === 'ECONNREFUSED') {
			this.#end('refused');
		} else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
			this.#end('reset');
		} else {
			this.#fail(error);
		}
	}

	#end(end: SightEnd): void {
		if (this.#isOver) {
			return;
		}
		this.#isOver = true;
		clearTimeout(this.#patience);
		this.#visit.signal?.removeEventListener('abort', this.#leave);
		for (const timer of this.#timers) {
			clearTimeout(timer);
		}
		this.#socket.destroy();
		this.#settle({
			who: this.#visit.who,
			serverPort: this.#visit.port,
			localPort: this.#localPort,
			startedAt: this.#startedAt,
			endedAt: clock(),
			bytes: this.#bytes,
			end,
			sure: this.#visit.halfCloses !== true,
			spoke: (this.#visit.says ?? []).length > 0,
			got: this.#got(),
		});
	}

	#got(): NonNullable<Sight['got']> {
		if (this.#bytes === 0) {
			return 'nothing';
		}
		if (!this.#asExpected) {
			return 'wrong';
		}
		return this.#bytes === this.#visit.expected.length ? 'whole' : 'part';
	}

	#later(ms: number, act: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			act();
		}, ms);
		this.#timers.add(timer);
	}
}

function clock(): number {
	return performance.timeOrigin + performance.now();
}
