import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { maxProcesses } from './limits.ts';
import { ProcessPool } from './process-pool.ts';
import { UserModule } from './user-module.ts';

export interface UserModulesOptions {
	/** The longest that a module may take to load, and all others together once one took as long, in milliseconds. */
	readonly loadLimitMs: number;
	/** The longest that a transform may take for a poem, in milliseconds. */
	readonly limitMs: number;
	/** Is told of a module that broke down while no request waited for it, by its file, and why. */
	readonly brokeDown: (file: string, why: string) => void;
}

/** The modules of one directory, which share a bounded number of processes. */
export class UserModules {
	readonly #dir: string;
	readonly #options: UserModulesOptions;
	readonly #pool = new ProcessPool(maxProcesses);
	readonly #modules: UserModule[] = [];
	#rest: NodeJS.Timeout | undefined;

	constructor(dir: string, options: UserModulesOptions) {
		this.#dir = dir;
		this.#options = options;
	}

	open(file: string): UserModule {
		const { loadLimitMs, limitMs, brokeDown } = this.#options;
		const url = pathToFileURL(resolve(this.#dir, file)).href;
		const told = (why: string) => brokeDown(file, why);
		const module = new UserModule({ file, url, loadLimitMs, limitMs, brokeDown: told }, this.#pool);
		this.#modules.push(module);
		return module;
	}

	/** One took too long to load: many of that kind would hold up the lab for long, so the rest has as long together. */
	late(): void {
		this.#rest ??= setTimeout(() => {
			for (const module of this.#modules) {
				module.putOff();
			}
		}, this.#options.loadLimitMs);
	}

	/** Nothing is loading for the first time any more. */
	loaded(): void {
		clearTimeout(this.#rest);
	}

	/** Ends their processes. */
	close(): void {
		for (const module of this.#modules) {
			module.close();
		}
	}
}
