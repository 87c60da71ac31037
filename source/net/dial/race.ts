import { connect, isIPv6, type Socket } from 'node:net';
import type { LookUp, LookUpName } from '../look-up/look-up.ts';
import { DialError, toDialError } from './dial-error.ts';

export interface RaceOptions {
	readonly host: string;
	readonly port: number;
	/** The longest that all of it may take; infinite where there is no bound. */
	readonly limitMs: number;
	readonly lookUp: LookUpName;
	/** Begins to connect to one address. */
	readonly open?: (address: string, port: number) => Socket;
}

/** Is told once how a race ended. */
export interface RaceEnd {
	won(socket: Socket): void;
	lost(failure: DialError): void;
}

/** The time for which an attempt is alone before the next address is tried beside it (RFC 8305, section 5). */
const staggerMs = 250;
/** The shortest such time that the RFC allows. */
const minStaggerMs = 10;
/** The time for which IPv4 addresses wait for IPv6 ones, which come first where both are there (RFC 8305, section 3). */
const resolutionDelayMs = 50;
/** The most reasons that one message lists; a name may have hundreds of addresses. */
const maxReasons = 8;

interface Failed {
	readonly address: string;
	readonly error: DialError;
}

/**
 * Connects to whichever address of a name answers first (RFC 8305): one attempt after the other, IPv6 and IPv4 in turn,
 * the next one as soon as one fails or has been alone for a while. None is given up while no other has won.
 */
export class Race {
	readonly #options: RaceOptions;
	readonly #end: RaceEnd;
	readonly #lookUp: LookUp;
	readonly #seen = new Set<string>();
	readonly #waiting: { readonly v6: string[]; readonly v4: string[] } = { v6: [], v4: [] };
	readonly #attempts = new Map<Socket, string>();
	readonly #failures: Failed[] = [];
	#lastWasV6 = false;
	/** Runs while the next address has to wait. */
	#timer: NodeJS.Timeout | undefined;
	#lookUpFailure: DialError | undefined;
	#lookedUp = false;
	#over = false;

	constructor(options: RaceOptions, end: RaceEnd) {
		this.#options = options;
		this.#end = end;
		this.#lookUp = options.lookUp(options.host, addresses => this.#take(addresses));
		this.#lookUp.done.then(
			() => this.#noteLookedUp(),
			(failure: DialError) => this.#noteLookedUp(failure),
		);
	}

	/** Gives everything up that is under way. */
	stop(): void {
		this.#over = true;
		clearTimeout(this.#timer);
		this.#lookUp.leave();
		for (const socket of this.#attempts.keys()) {
			socket.destroy();
		}
		this.#attempts.clear();
	}

	/** The failure of a race that a bound of so many milliseconds ends; `message` is told of each attempt under way. */
	timedOut(message: string, limitMs: number): DialError {
		const error = new DialError('timed-out', message);
		const late = [...this.#attempts.values()].map(address => ({ address, error }));
		if (!this.#lookedUp) {
			const notKnown = new DialError('timed-out', `timed out: no name server answered within ${limitMs} ms`);
			late.push({ address: this.#seen.size > 0 ? 'other addresses' : '', error: notKnown });
		}
		return summary([...this.#failures, ...late], 'timed-out');
	}

	#take(addresses: readonly string[]): void {
		if (this.#over) {
			return;
		}
		for (const address of addresses) {
			if (!this.#seen.has(address)) {
				this.#seen.add(address);
				this.#waiting[isIPv6(address) ? 'v6' : 'v4'].push(address);
			}
		}
		const isFirst = this.#attempts.size === 0 && this.#failures.length === 0;
		if (isFirst && this.#waiting.v6.length === 0) {
			this.#timer ??= setTimeout(() => this.#goOn(), resolutionDelayMs);
		} else if (isFirst || this.#timer === undefined) {
			this.#goOn();
		}
	}

	#noteLookedUp(failure?: DialError): void {
		this.#lookedUp = true;
		this.#lookUpFailure = failure;
		if (this.#attempts.size === 0) {
			this.#goOn();
		}
	}

	/** Tries the next address, if one waits; where none is left to hope for, the race is lost. */
	#goOn(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#over) {
			return;
		}
		const { v6, v4 } = this.#waiting;
		const [first, second] = this.#lastWasV6 ? [v4, v6] : [v6, v4];
		const address = first.shift() ?? second.shift();
		if (address !== undefined) {
			this.#lastWasV6 = isIPv6(address);
			this.#try(address);
			this.#timer = setTimeout(() => this.#goOn(), this.#staggerMs);
		} else if (this.#attempts.size === 0 && this.#lookedUp) {
			this.stop();
			this.#end.lost(this.#lookUpFailure ?? summary(this.#failures));
		}
	}

	/** Shorter where the bound is short, so that more than the first address is tried before it. */
	get #staggerMs(): number {
		return Math.max(minStaggerMs, Math.min(staggerMs, this.#options.limitMs / 4));
	}

	#try(address: string): void {
		const { port, open = openSocket } = this.#options;
		const socket = open(address, port);
		this.#attempts.set(socket, address);
		const fail = (error: Error) => {
			if (this.#attempts.delete(socket)) {
				this.#failures.push({ address, error: toDialError(error) });
				this.#goOn();
			}
		};
		socket.on('error', fail);
		socket.once('connect', () => {
			if (this.#attempts.delete(socket)) {
				this.stop();
				socket.off('error', fail);
				this.#end.won(socket);
			}
		});
	}
}

function openSocket(host: string, port: number): Socket {
	return connect({ host, port, allowHalfOpen: true });
}

/** One failure as it is; of several the reason of each. */
function summary(failed: readonly Failed[], code = commonCode(failed)): DialError {
	const [first] = failed;
	if (first !== undefined && failed.length === 1) {
		return first.error;
	}
	const reasons = failed.map(({ address, error }) => `${address}: ${error.message}`);
	const more = reasons.length > maxReasons ? [`and ${reasons.length - maxReasons} more addresses`] : [];
	return new DialError(code, [...reasons.slice(0, maxReasons), ...more].join('; '), { cause: first?.error });
}

/** The code of several failures: `refused` where one of them is, since it says more than that others could not be reached. */
function commonCode(failed: readonly Failed[]): DialError['code'] {
	const codes = failed.map(({ error }) => error.code);
	return codes.includes('refused') ? 'refused' : (codes[0] ?? 'unreachable');
}
