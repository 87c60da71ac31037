import { TransformsError } from '../transforms-error.ts';
import { isLaterAfterMs, laterLoadLimitMs, startLimitMs } from './limits.ts';
import type { FromModule } from './messages.ts';
import { type ModuleProcess, startModuleProcess } from './module-process.ts';
import type { Member, ProcessPool } from './process-pool.ts';
import { type Request, Requests } from './requests.ts';

/** What a module says of itself once it is loaded, or why it is not. */
export type Loaded =
	| { readonly functions: number; readonly summary?: string | undefined; readonly why?: undefined }
	| { readonly why: string; readonly isLate?: boolean; readonly summary?: undefined };

const closedWords = 'was ended: the lab is closed';

export interface UserModuleOptions {
	/** The name of its file, for words. */
	readonly file: string;
	/** Its file URL. */
	readonly url: string;
	/** The longest that it may take to load, from when its process has started. */
	readonly loadLimitMs: number;
	/** The longest that a request may take, from when it is made. */
	readonly limitMs: number;
	/** Is told why it broke down while no request waited for it. */
	readonly brokeDown: (why: string) => void;
}

/**
 * One module of a user's own, in a process of its own. The process is started when it is needed, ended when a request
 * takes too long, and started anew for the next one, also after it broke down.
 */
export class UserModule implements Member {
	readonly #options: UserModuleOptions;
	readonly #pool: ProcessPool;
	readonly #requests: Requests;
	#process: ModuleProcess | undefined;
	/** Of the process that runs now: what it is doing. */
	#phase: 'none' | 'loading' | 'ready' | 'ending' = 'none';
	/** What the process said last of why it ends. */
	#leaked: string | undefined;
	#loadLimit: NodeJS.Timeout | undefined;
	#loaded: ((loaded: Loaded) => void) | undefined;
	/** When the first load was asked for, and how long this one may take. */
	#askedAt = 0;
	#limitMs: number;
	#isClosed = false;

	constructor(options: UserModuleOptions, pool: ProcessPool) {
		this.#options = options;
		this.#pool = pool;
		this.#limitMs = options.loadLimitMs;
		this.#requests = new Requests(options.limitMs, (id, request) => this.#expired(id, request));
	}

	/** Loads it for the first time; never rejects. */
	load(): Promise<Loaded> {
		return new Promise(resolve => {
			this.#loaded = resolve;
			this.#askedAt = performance.now();
			this.#pool.ask(this);
		});
	}

	/** What the module's function makes of the poem; rejects with a {@link TransformsError} that names the file. */
	async apply(poem: string, signal?: AbortSignal): Promise<string> {
		if (this.#isClosed) {
			throw this.#error('ended', closedWords);
		}
		const text = this.#requests.make(poem, () => this.#error('ended', 'was left alone: nobody waits for it'), signal);
		if (this.#phase === 'ready') {
			this.#sendWaiting();
		} else if (this.#phase === 'none') {
			this.#pool.ask(this);
		}
		return text;
	}

	/** Ends its process; who still waits is told so. */
	close(): void {
		this.#isClosed = true;
		this.#requests.failAll(this.#error('ended', closedWords));
		this.#end();
	}

	get idle(): boolean {
		return this.#phase === 'ready' && this.#requests.size === 0;
	}

	begin(): boolean {
		const isNeeded = !this.#isClosed && (this.#loaded !== undefined || this.#requests.size > 0);
		if (isNeeded) {
			this.#phase = 'loading';
			this.#leaked = undefined;
			const isLater = this.#loaded !== undefined && performance.now() - this.#askedAt > isLaterAfterMs;
			const { loadLimitMs } = this.#options;
			this.#limitMs = isLater ? Math.min(loadLimitMs, laterLoadLimitMs) : loadLimitMs;
			this.#limitTo(startLimitMs, { why: `its process did not start within ${startLimitMs / 1000} s` });
			this.#process = startModuleProcess(this.#options.url, {
				said: message => this.#take(message),
				ended: how => this.#ended(how),
			});
		}
		return isNeeded;
	}

	/** What is told, and ends its process, unless it has come further within so many milliseconds. */
	#limitTo(ms: number, late: Extract<Loaded, { why: string }>): void {
		clearTimeout(this.#loadLimit);
		this.#loadLimit = setTimeout(() => {
			this.#notLoaded(late);
			this.#end();
		}, ms);
	}

	giveWay(): void {
		this.#end();
	}

	#take(message: FromModule): void {
		switch (message.type) {
			case 'started':
				this.#isStarted();
				break;
			case 'loaded':
				this.#isLoaded(message);
				break;
			case 'not-loaded':
				this.#notLoaded(message);
				this.#end();
				break;
			case 'began':
				this.#requests.began(message.id);
				break;
			case 'gave':
				this.#requests.gave(message.id, message.text);
				this.#pool.look();
				break;
			case 'failed':
				this.#requests.fail(message.id, this.#error(message.code, message.why));
				this.#pool.look();
				break;
			case 'leaked':
				this.#leaked = `threw outside of its function: ${message.why}`;
				break;
			default:
				message satisfies never;
		}
	}

	#isStarted(): void {
		if (this.#phase === 'loading') {
			this.#limitTo(this.#limitMs, {
				why: `it does not finish loading within ${this.#limitMs / 1000} s`,
				isLate: true,
			});
		}
	}

	#isLoaded({ functions, summary }: { readonly functions: number; readonly summary?: string | undefined }): void {
		if (this.#phase === 'loading') {
			clearTimeout(this.#loadLimit);
			this.#phase = 'ready';
			this.#process?.unref();
			this.#loaded?.({ functions, summary });
			this.#loaded = undefined;
			this.#sendWaiting();
			this.#pool.look();
		}
	}

	/** Whoever waits is told: to start it once more would go no better. */
	#notLoaded(loaded: Extract<Loaded, { why: string }>): void {
		this.#loaded?.(loaded);
		this.#loaded = undefined;
		this.#requests.failAll(this.#error('ended', `does not load any more: ${loaded.why}`));
	}

	#sendWaiting(): void {
		this.#pool.used(this);
		this.#requests.sendWaiting((id, poem) => this.#process?.send({ id, poem }));
	}

	/** The limit of a request has come: it failed, and the process that still works on it is ended. */
	#expired(id: number, { state }: Request): void {
		const what = state === 'began' ? 'did not finish' : 'did not come to this poem';
		const why = `timed out: it ${what} within ${this.#options.limitMs / 1000} s`;
		this.#requests.fail(id, this.#error('timed-out', why));
		// What was sent and not begun was held up by something that no request waits for.
		if (state !== 'waiting') {
			this.#end();
		}
	}

	/** Ends the process. What it had begun is begun anew by the next one, since only what took too long is to blame. */
	#end(): void {
		if (this.#process !== undefined && this.#phase !== 'ending') {
			clearTimeout(this.#loadLimit);
			this.#phase = 'ending';
			this.#process.kill();
		}
	}

	#ended(how: string): void {
		const phase = this.#phase;
		clearTimeout(this.#loadLimit);
		this.#process = undefined;
		this.#phase = 'none';
		if (phase === 'loading') {
			this.#notLoaded({ why: `it ${this.#leaked ?? how}` });
		}
		if (phase === 'ready') {
			this.#brokeDown(this.#leaked ?? how);
		}
		this.#requests.allWait();
		this.#pool.giveBack(this);
		if (this.#requests.size > 0) {
			this.#pool.ask(this);
		}
	}

	/** The process ended by itself: what it had begun failed by it, and what it had not is left to the next one. */
	#brokeDown(why: string): void {
		const failed = this.#requests.failAll(this.#error('ended', why), ({ state }) => state === 'began');
		if (failed === 0) {
			this.#options.brokeDown(`it ${why}`);
		}
	}

	#error(code: 'threw' | 'not-text' | 'timed-out' | 'ended', why: string): TransformsError {
		return new TransformsError(code, `${this.#options.file} ${why}`);
	}
}
