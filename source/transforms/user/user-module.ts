import { TransformsError } from '../transforms-error.ts';
import { startLimitMs } from './limits.ts';
import { type Loaded, Loading, type NotLoaded, whatIsWrongWith } from './loading.ts';
import type { FromModule } from './messages.ts';
import { type ModuleProcess, startModuleProcess } from './module-process.ts';
import type { Member, ProcessPool } from './process-pool.ts';
import { type Request, Requests } from './requests.ts';

const closedWords = 'was ended: the lab is closed';

export interface UserModuleOptions {
	/** The name of its file, for words. */
	readonly file: string;
	/** Its file URL. */
	readonly url: string;
	/** The longest that it may take to load, from when its process has started. */
	readonly loadLimitMs: number;
	/** The longest that a request may take, from when it is handed to a process that has loaded. */
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
	readonly #loading: Loading;
	#isClosed = false;

	constructor(options: UserModuleOptions, pool: ProcessPool) {
		this.#options = options;
		this.#pool = pool;
		this.#loading = new Loading(options.loadLimitMs, late => this.#notLoaded(late));
		const limits = { waiting: startLimitMs, sent: options.limitMs };
		this.#requests = new Requests(limits, (id, { state }, why) => this.#expired(id, state, why));
	}

	/** Loads it for the first time; never rejects. */
	load(): Promise<Loaded> {
		const loaded = this.#loading.first();
		this.#pool.ask(this);
		return loaded;
	}

	/** Nobody waits for its first load any more: it is loaded for its first poem. */
	putOff(): void {
		if (this.#loading.isAwaited) {
			this.#loading.settle({ why: 'it has not loaded yet', is: 'put-off' });
			this.#end();
		}
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
		const isNeeded = !this.#isClosed && (this.#loading.isAwaited || this.#requests.size > 0);
		if (isNeeded) {
			this.#phase = 'loading';
			this.#leaked = undefined;
			this.#loading.begin();
			this.#process = startModuleProcess(this.#options.url, {
				said: message => this.#take(message),
				ended: how => this.#ended(how),
			});
		}
		return isNeeded;
	}

	giveWay(): void {
		this.#end();
	}

	#take(message: FromModule): void {
		switch (message.type) {
			case 'started':
				if (this.#phase === 'loading') {
					this.#loading.started();
				}
				break;
			case 'loaded':
				this.#isLoaded(message);
				break;
			case 'not-loaded':
				this.#notLoaded(message);
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

	#isLoaded({ functions, summary }: { readonly functions: number; readonly summary?: string | undefined }): void {
		if (this.#phase !== 'loading') {
			return;
		}
		const wrong = this.#loading.isAwaited ? undefined : whatIsWrongWith(functions);
		if (wrong !== undefined) {
			this.#notLoaded({ why: wrong });
			return;
		}
		this.#phase = 'ready';
		this.#process?.unref();
		this.#loading.settle({ functions, summary });
		this.#sendWaiting();
		this.#pool.look();
	}

	/** Whoever waits is told, since to start it once more would go no better; ends its process. */
	#notLoaded(loaded: NotLoaded): void {
		const what = this.#loading.hasLoaded ? 'does not load any more' : 'does not load';
		this.#loading.settle(loaded);
		this.#requests.failAll(this.#error('ended', `${what}: ${loaded.why}`));
		this.#end();
	}

	#sendWaiting(): void {
		this.#pool.used(this);
		this.#requests.sendWaiting((id, poem) => this.#process?.send({ id, poem }));
	}

	/** The limit of a request has come: it failed, and the process that still works on it is ended. */
	#expired(id: number, state: Request['state'], why: string): void {
		this.#requests.fail(id, this.#error('timed-out', why));
		// What was sent and not begun was held up by something that no request waits for.
		if (state !== 'waiting') {
			this.#end();
		}
	}

	/** Ends the process. What it had begun is begun anew by the next one, since only what took too long is to blame. */
	#end(): void {
		if (this.#process !== undefined && this.#phase !== 'ending') {
			this.#loading.stop();
			this.#phase = 'ending';
			this.#process.kill();
		}
	}

	#ended(how: string): void {
		const phase = this.#phase;
		this.#loading.stop();
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
