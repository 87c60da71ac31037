import type { RedisClientType } from '@redis/client';
import { createTimeoutChecks, type TimeLimited } from '../net/timeout-checks.ts';
import { type ClassAddress, formatClassAddress } from './class-address.ts';
import { ClassError } from './class-error.ts';
import { whatFailed } from './engine-errors.ts';

/** One command with its arguments. */
export type Command = readonly (string | Buffer)[];
/** The engine's answer: texts and bytes are a `Buffer`, a status such as OK is a string. */
export type Reply = null | number | string | Buffer | readonly Reply[];

/** The list that an answer, or a part of one, is; an empty one where it is none. */
export function listOf(reply: Reply): readonly Reply[] {
	return Array.isArray(reply) ? reply : [];
}

/** The longest that the engine may take to answer where nothing else is said, in milliseconds. */
export const defaultAnswerMs = 250;
/** The longest that it may take to be connected to; whether it answers is looked at four times in `check`. In milliseconds. */
const patienceMs = { connect: 2_000, check: 60 } as const;
/** The most commands, and bytes of them, that may wait for an answer at once. */
const mostWaiting = { commands: 10_000, bytes: 16 * 1_048_576 } as const;

/**
 * One connection to the engine of a class. Once anything is wrong with it, it is over for good: what waits is rejected,
 * and whoever wants to go on opens another one.
 */
export class Engine {
	/** Fulfilled with the reason once it is over. */
	readonly over: Promise<ClassError>;
	readonly #client: RedisClientType;
	readonly #where: string;
	readonly #now: () => number;
	readonly #answerMs: number;
	readonly #waiting = new Set<Waiting>();
	readonly #checks: ReturnType<typeof createTimeoutChecks>;
	#waitingBytes = 0;
	/** The engine's clock minus ours, in milliseconds. */
	#aheadMs = 0;
	#failure: ClassError | undefined;
	#tellOver: (why: ClassError) => void = () => {};

	private constructor(client: RedisClientType, where: string, now: () => number, answerMs: number) {
		this.#client = client;
		this.#where = where;
		this.#now = now;
		this.#answerMs = answerMs;
		this.#checks = createTimeoutChecks(this.#waiting, { shortestMs: patienceMs.check, clock: now });
		this.over = new Promise(resolve => {
			this.#tellOver = resolve;
		});
		client.on('error', (error: Error) => this.#end(whatFailed(where, error)));
	}

	/** Connects, and is let in; `answerMs` is the longest that an answer may take. Rejects with a {@link ClassError}. */
	static async open(address: ClassAddress, now: () => number, answerMs = defaultAnswerMs): Promise<Engine> {
		const where = formatClassAddress(address);
		const { createClient } = await import('./redis-client.ts');
		const { host, port, isTls, user, password, database } = address;
		const client = createClient({
			socket: { host, port, ...(isTls && { tls: true }), reconnectStrategy: false, connectTimeout: patienceMs.connect },
			database,
			...(user !== undefined && { username: user }),
			...(password !== undefined && { password }),
			disableOfflineQueue: true,
			disableClientInfo: true,
			maintNotifications: 'disabled',
		});
		const engine = new Engine(client as unknown as RedisClientType, where, now, answerMs);
		const tooLate = setTimeout(
			() => engine.#end(new ClassError('slow', `${where} did not let us in within ${patienceMs.connect / 1_000} s`)),
			patienceMs.connect,
		);
		try {
			const connecting = client.connect().catch((error: unknown) => {
				throw engine.#end(whatFailed(where, error));
			});
			const failure = await Promise.race([connecting, engine.over]);
			if (failure instanceof ClassError) {
				connecting.catch(() => {});
				throw failure;
			}
			engine.#greeted(await engine.run(['HELLO', '2']));
			await engine.#readClock();
			return engine;
		} catch (error) {
			engine.close();
			throw error;
		} finally {
			clearTimeout(tooLate);
		}
	}

	/**
	 * Runs a command; `withinMs` is how long it may take. Rejects with a {@link ClassError}: after any but `busy` this
	 * connection is over.
	 */
	async run(command: Command, withinMs = this.#answerMs): Promise<Reply> {
		if (this.#failure !== undefined) {
			throw this.#failure;
		}
		const bytes = command.reduce((sum, part) => sum + part.length, 0);
		if (this.#waiting.size >= mostWaiting.commands || this.#waitingBytes + bytes > mostWaiting.bytes) {
			throw new ClassError('busy', `too much waits for ${this.#where} already`);
		}
		const waiting = new Waiting(withinMs, this.#now(), () =>
			this.#end(new ClassError('slow', `${this.#where} took longer than ${withinMs} ms to answer`)),
		);
		this.#waiting.add(waiting);
		this.#waitingBytes += bytes;
		this.#checks.start();
		try {
			const reply = this.#client.sendCommand<Reply>(command as (string | Buffer)[], asBytes);
			return await Promise.race([reply, waiting.givenUp]);
		} catch (error) {
			throw this.#end(whatFailed(this.#where, error));
		} finally {
			this.#waiting.delete(waiting);
			this.#waitingBytes -= bytes;
		}
	}

	/** The time by the engine's clock, in milliseconds, as far as it can be known from here. */
	get time(): number {
		return this.#now() + this.#aheadMs;
	}

	/** Ends the connection at once. */
	close(): void {
		this.#end(new ClassError('left', 'this lab has left the class'));
	}

	/** Its clock is read between asking and answering: half of that time is the most by which this is wrong. */
	async #readClock(): Promise<void> {
		const askedAt = this.#now();
		const [seconds, micros] = (await this.run(['TIME'])) as readonly Buffer[];
		this.#aheadMs = Number(seconds) * 1_000 + Number(micros) / 1_000 - (askedAt + this.#now()) / 2;
	}

	#greeted(hello: Reply): void {
		const facts = listOf(hello).map(String);
		const fact = (name: string) => facts[facts.indexOf(name) + 1] ?? '';
		const version = fact('version');
		if (!(Number.parseInt(version, 10) >= 7)) {
			throw new ClassError('wrong', `${this.#where} is version ${version}: Valkey, or Redis 7 or newer, is needed`);
		}
	}

	/** It is over, for the first reason that is given; gives that one. */
	#end(failure: ClassError): ClassError {
		if (this.#failure === undefined) {
			this.#failure = failure;
			this.#checks.stop();
			for (const waiting of this.#waiting) {
				waiting.giveUp(failure);
			}
			if (this.#client.isOpen) {
				this.#client.destroy();
			}
			this.#tellOver(failure);
		}
		return this.#failure;
	}
}

/** 36: the texts of an answer, as bytes. */
const asBytes = { typeMapping: { 36: Buffer } } as const;

/**
 * A command that has no answer yet. Time in which this lab itself stood still is not the engine's: between two looks, no
 * more is counted than a look may take.
 */
class Waiting implements TimeLimited {
	readonly givenUp: Promise<never>;
	readonly #isLate: () => void;
	#leftMs: number;
	#lookedAt: number;
	#reject: (failure: ClassError) => void = () => {};

	constructor(withinMs: number, askedAt: number, isLate: () => void) {
		this.#leftMs = withinMs;
		this.#lookedAt = askedAt;
		this.#isLate = isLate;
		this.givenUp = new Promise((_, reject) => {
			this.#reject = reject;
		});
		this.givenUp.catch(() => {});
	}

	giveUp(failure: ClassError): void {
		this.#reject(failure);
	}

	checkTimeouts(now: number): void {
		this.#leftMs -= Math.min(now - this.#lookedAt, patienceMs.check);
		this.#lookedAt = now;
		if (this.#leftMs < 0) {
			this.#isLate();
		}
	}
}
