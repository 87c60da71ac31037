import { type RunOptions, startLimitMs } from './limits.ts';
import { type Loaded, type NotLoaded, whatIsWrongWith } from './loaded.ts';
import type { FromModule } from './messages.ts';
import { type ModuleProcess, startModuleProcess } from './module-process.ts';
import type { Member, ProcessPool } from './process-pool.ts';
import { Requests } from './requests.ts';
import { TimeLimit } from './time-limit.ts';
import { TransformsError, type TransformsErrorCode } from './transforms-error.ts';

const closedWords = 'was ended: the lab is closed';

/** The file of a module. */
export interface ModuleFile {
	/** The name of its file, for words. */
	readonly file: string;
	/** Its file URL. */
	readonly url: string;
}

/**
 * One module of a user's own, in a process of its own. The process is started when it is needed, ended when a request
 * takes too long, and started anew for the next one, also after it broke down.
 */
export class UserModule implements Member {
	readonly #module: ModuleFile;
	readonly #options: RunOptions;
	readonly #pool: ProcessPool;
	readonly #requests: Requests;
	readonly #loadLimit = new TimeLimit();
	#process: ModuleProcess | undefined;
	/** The phase of the process that runs now. */
	#phase: 'none' | 'loading' | 'ready' | 'ending' = 'none';
	/** The reason that the process gave for its end; undefined where it gave none. */
	#leaked: string | undefined;
	/** Settles the first load; undefined when nobody waits for it. */
	#firstLoaded: ((loaded: Loaded) => void) | undefined;
	#hasLoaded = false;
	#isClosed = false;

	constructor(module: ModuleFile, options: RunOptions, pool: ProcessPool) {
		this.#module = module;
		this.#options = options;
		this.#pool = pool;
		this.#requests = new Requests({
			limitMs: options.limitMs,
			waitedMs: () => this.#waitedMs(),
			error: (code, why) => this.#error(code, why),
			overdue: () => this.#end(),
		});
	}

	/** Loads it for the first time; never rejects. */
	load(): Promise<Loaded> {
		return new Promise(resolve => {
			this.#firstLoaded = resolve;
			this.#pool.ask(this);
		});
	}

	/** Nobody waits for its first load any more: it is loaded for its first poem. */
	putOff(): void {
		if (this.#firstLoaded !== undefined) {
			this.#settleLoad({ why: 'it has not loaded yet', is: 'put-off' });
			this.#end();
		}
	}

	/** The text that the module's function makes of the poem; rejects with a {@link TransformsError} that names the file. */
	async apply(poem: string, signal?: AbortSignal): Promise<string> {
		if (this.#isClosed) {
			throw this.#error('ended', closedWords);
		}
		const text = this.#requests.make(poem, signal);
		if (this.#phase === 'ready') {
			this.#sendWaiting();
		} else if (this.#phase === 'none') {
			this.#pool.ask(this);
		}
		return text;
	}

	/** Ends its process; requests that are not settled fail. */
	close(): void {
		this.#isClosed = true;
		this.#requests.failAll(closedWords);
		this.#end();
	}

	get idle(): boolean {
		return this.#phase === 'ready' && this.#requests.size === 0;
	}

	begin(): boolean {
		const isNeeded = !this.#isClosed && (this.#firstLoaded !== undefined || this.#requests.size > 0);
		if (isNeeded) {
			this.#phase = 'loading';
			this.#leaked = undefined;
			const why = `its process did not start within ${startLimitMs / 1_000} s`;
			this.#loadLimit.begin(startLimitMs, () => this.#notLoaded({ why }));
			this.#process = startModuleProcess(this.#module.url, {
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
				this.#started();
				break;
			case 'loaded':
				this.#loaded(message);
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
				this.#requests.fail(message.id, message.code, message.why);
				this.#pool.look();
				break;
			case 'leaked':
				this.#leaked = `threw outside of its function: ${message.why}`;
				break;
			default:
				message satisfies never;
		}
	}

	/** Its process has started, and begins to load the module. */
	#started(): void {
		if (this.#phase === 'loading') {
			const { loadLimitMs } = this.#options;
			const why = `it does not finish loading within ${loadLimitMs / 1_000} s`;
			const late = () => this.#notLoaded({ why, is: 'late' });
			this.#loadLimit.begin(loadLimitMs, late, () => this.#waitedMs());
		}
	}

	#loaded({ functions, summary }: { readonly functions: number; readonly summary?: string | undefined }): void {
		if (this.#phase !== 'loading') {
			return;
		}
		const wrong = this.#firstLoaded === undefined ? whatIsWrongWith(functions) : undefined;
		if (wrong !== undefined) {
			this.#notLoaded({ why: wrong });
			return;
		}
		this.#phase = 'ready';
		this.#process?.unref();
		this.#hasLoaded = true;
		this.#settleLoad({ functions, summary });
		this.#sendWaiting();
		this.#pool.look();
	}

	/** Fails all requests, since another start would fail as well; ends its process. */
	#notLoaded(loaded: NotLoaded): void {
		const what = this.#hasLoaded ? 'does not load any more' : 'does not load';
		this.#settleLoad(loaded);
		this.#requests.failAll(`${what}: ${loaded.why}`);
		this.#end();
	}

	#settleLoad(loaded: Loaded): void {
		this.#loadLimit.stop();
		this.#firstLoaded?.(loaded);
		this.#firstLoaded = undefined;
	}

	#sendWaiting(): void {
		this.#pool.used(this);
		this.#requests.sendWaiting((id, poem) => this.#process?.send({ id, poem }));
	}

	/** Ends the process. The next one begins its other requests anew, since only the one that took too long is to blame. */
	#end(): void {
		if (this.#process !== undefined && this.#phase !== 'ending') {
			this.#loadLimit.stop();
			this.#phase = 'ending';
			this.#process.kill();
		}
	}

	#ended(how: string): void {
		const phase = this.#phase;
		this.#loadLimit.stop();
		this.#process = undefined;
		this.#phase = 'none';
		const why = this.#leaked ?? how;
		if (phase === 'loading') {
			this.#notLoaded({ why: `it ${why}` });
		}
		// Requests that it had begun fail; the others wait for the next process.
		if (phase === 'ready' && this.#requests.failAll(why, 'began') === 0) {
			this.#options.brokeDown(this.#module.file, `it ${why}`);
		}
		this.#requests.allWait();
		this.#pool.giveBack(this);
		if (this.#requests.size > 0) {
			this.#pool.ask(this);
		}
	}

	#waitedMs(): number {
		return this.#options.waitedMs(this.#process?.pid);
	}

	#error(code: TransformsErrorCode, why: string): TransformsError {
		return new TransformsError(code, `${this.#module.file} ${why}`);
	}
}
