import type { EventOf } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import { sleep } from '../net/sleep.ts';
import { type ClassAddress, formatClassAddress } from './class-address.ts';
import { ClassError } from './class-error.ts';
import { type Command, defaultAnswerMs, Engine, type Reply } from './engine.ts';
import { keys } from './keys.ts';
import { LabName, presenceMs } from './lab-name.ts';
import { type StreamListener, StreamReader } from './stream-reader.ts';

export interface ClassOptions {
	readonly address: ClassAddress;
	/** The name that the lab would like to have; absent for somebody who only watches. */
	readonly name?: string;
	/** The longest that the engine may take to answer, in milliseconds; 250 where none is given. */
	readonly answerMs?: number;
}

/** The part of the time for an answer in which the engine has to begin with it. */
const shareToStart = 0.6;
/** The pauses between two tries to join, in milliseconds: each is twice the one before. */
const pauseMs = { first: 1_000, longest: 30_000 } as const;

/**
 * The link of one lab to its class. It joins again by itself whenever the engine went away, and its events say so;
 * meanwhile every command is rejected at once, so that whoever uses it can go on alone.
 */
export class ClassLink {
	/** Which class: the engine's `host:port`, and its database. */
	readonly where: string;
	readonly #options: ClassOptions;
	readonly #telemetry: Pick<Telemetry, 'emit' | 'now'>;
	readonly #name: LabName;
	readonly #reader: StreamReader;
	readonly #joinedListeners = new Set<() => void>();
	readonly #presenceListeners = new Set<() => void>();
	readonly #leaving = new AbortController();
	#engine: Engine | undefined;
	/** Why it went away, or could not be joined. */
	#failure: ClassError | undefined;
	/** True once it was told that the engine is away, until it is told that it is back. */
	#isAwayTold = false;
	#kept: Promise<void> = Promise.resolve();

	constructor(options: ClassOptions, telemetry: Pick<Telemetry, 'emit' | 'now'>) {
		this.#options = options;
		this.#telemetry = telemetry;
		this.where = formatClassAddress(options.address);
		this.#name = new LabName(options.name);
		const wakeKey = keys.wake(this.#name.token);
		this.#reader = new StreamReader({
			open: () => Engine.open(options.address, telemetry.now, options.answerMs),
			answerMs: options.answerMs ?? defaultAnswerMs,
			wakeKey,
			wake: () => {
				this.run(['XADD', wakeKey, 'MAXLEN', '1', '*', 'wake', '1']).catch(() => {});
				this.run(['PEXPIRE', wakeKey, String(presenceMs.lasts)]).catch(() => {});
			},
		});
	}

	/**
	 * Joins the class of these options; where its engine is away, the link is there all the same, and tries again by itself.
	 * Rejects with a {@link ClassError} where the engine does not let us in.
	 */
	static async join(options: ClassOptions, telemetry: Pick<Telemetry, 'emit' | 'now'>): Promise<ClassLink> {
		const link = new ClassLink(options, telemetry);
		const first = await link.#tryToJoin();
		if (first instanceof ClassError && first.code === 'refused') {
			throw first;
		}
		link.#kept = link.#keepJoined(first);
		return link;
	}

	/** The lab's name in the class: no other lab has it. Another one than was asked for where that was taken. */
	get name(): string {
		return this.#name.current;
	}

	/** True while the engine can be used. */
	get isJoined(): boolean {
		return this.#engine !== undefined;
	}

	/**
	 * The time by the engine's clock after which it must not begin with what is asked now, in milliseconds: its answer would
	 * come when nobody waits for it any more. 0 while it is away.
	 */
	get latestStart(): number {
		const { answerMs = defaultAnswerMs } = this.#options;
		return this.#engine === undefined ? 0 : this.#engine.time + answerMs * shareToStart;
	}

	/** Runs one command; `withinMs` is how long it may take, 250 ms where none is given. Rejects with a {@link ClassError}. */
	run(command: Command, withinMs?: number): Promise<Reply> {
		return this.#engine?.run(command, withinMs) ?? Promise.reject(this.#away());
	}

	/**
	 * Reads a stream on, from the entry after this id: `0` is from its first one. One connection reads all streams of a
	 * lab. Gives what ends it; it ends by itself where the engine goes away, and must be asked for again after that.
	 */
	follow(key: string, after: string, listener: StreamListener): () => void {
		return this.#reader.follow(key, after, listener);
	}

	/** Called each time that the lab has joined again. Gives what ends that. */
	onJoined(listener: () => void): () => void {
		this.#joinedListeners.add(listener);
		return () => this.#joinedListeners.delete(listener);
	}

	/** Called whenever the lab says that it is there: when it has joined, and every few seconds after that. */
	onPresence(listener: () => void): void {
		this.#presenceListeners.add(listener);
		if (this.isJoined) {
			listener();
		}
	}

	/** Leaves the class; never rejects. */
	async leave(): Promise<void> {
		const wasJoined = this.isJoined;
		if (wasJoined) {
			await this.#name.release(this).catch(() => {});
		}
		this.#leaving.abort();
		this.#engine?.close();
		this.#reader.stop(new ClassError('left', 'this lab has left the class'));
		await this.#kept;
		if (wasJoined) {
			this.#tell({ type: 'class-left', name: this.name });
		}
	}

	/** Joins again each time that the engine went away, until the lab leaves. */
	async #keepJoined(first: Engine | ClassError): Promise<void> {
		const { signal } = this.#leaving;
		let pause: number = pauseMs.first;
		for (let state = first; !signal.aborted; state = await this.#tryToJoin()) {
			let failure = state;
			if (state instanceof Engine) {
				const joinedAt = this.#telemetry.now();
				failure = await this.#stay(state);
				// An engine that was there only for a moment is not asked more often than one that was not.
				pause = this.#telemetry.now() - joinedAt > pause ? pauseMs.first : pause;
			}
			if (signal.aborted) {
				return;
			}
			this.#tellAway(failure as ClassError);
			await sleep(pause, signal);
			pause = Math.min(pause * 2, pauseMs.longest);
		}
	}

	/** Connects, and takes a name; gives the connection, or why there is none. */
	async #tryToJoin(): Promise<Engine | ClassError> {
		let engine: Engine | undefined;
		try {
			engine = await Engine.open(this.#options.address, this.#telemetry.now, this.#options.answerMs);
			await this.#name.take(engine);
			return engine;
		} catch (error) {
			engine?.close();
			if (!(error instanceof ClassError)) {
				throw error;
			}
			return error;
		}
	}

	/** Uses a connection until it is over, and says every few seconds that the lab is there; gives why it is over. */
	async #stay(engine: Engine): Promise<ClassError> {
		if (this.#leaving.signal.aborted) {
			engine.close();
			return engine.over;
		}
		this.#engine = engine;
		this.#isAwayTold = false;
		this.#tell({ type: 'class-joined', name: this.name });
		for (const listener of [...this.#joinedListeners, ...this.#presenceListeners]) {
			listener();
		}
		const presence = setInterval(() => {
			for (const listener of this.#presenceListeners) {
				listener();
			}
			this.#name.take(engine).then(
				isAnother => isAnother && this.#tell({ type: 'class-joined', name: this.name }),
				() => {},
			);
		}, presenceMs.every);
		const failure = await engine.over;
		clearInterval(presence);
		this.#engine = undefined;
		this.#reader.stop(failure);
		return failure;
	}

	#away(): ClassError {
		return new ClassError('left', this.#failure?.message ?? `${this.where} is away`, { cause: this.#failure });
	}

	#tellAway(failure: ClassError): void {
		const { code, message: why } = failure;
		this.#failure = failure;
		if (!this.#isAwayTold) {
			this.#isAwayTold = true;
			this.#tell({ type: 'class-away', code: isAwayCode(code) ? code : 'wrong', why });
		}
	}

	#tell(event: DistributiveOmit<EventOf<'class-joined' | 'class-away' | 'class-left'>, 'time' | 'engine'>): void {
		this.#telemetry.emit({ ...event, time: this.#telemetry.now(), engine: this.where });
	}
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function isAwayCode(code: ClassError['code']): code is EventOf<'class-away'>['code'] {
	return code === 'unreachable' || code === 'slow' || code === 'full' || code === 'wrong';
}
