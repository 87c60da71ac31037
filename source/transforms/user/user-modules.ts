import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { maxProcesses, type RunOptions } from './limits.ts';
import { ProcessPool } from './process-pool.ts';
import { UserModule } from './user-module.ts';

/** The modules of one directory, which share a bounded number of processes. */
export class UserModules {
	readonly #dir: string;
	readonly #options: RunOptions;
	readonly #pool = new ProcessPool(maxProcesses);
	readonly #modules: UserModule[] = [];
	#rest: NodeJS.Timeout | undefined;

	constructor(dir: string, options: RunOptions) {
		this.#dir = dir;
		this.#options = options;
	}

	open(file: string): UserModule {
		const url = pathToFileURL(resolve(this.#dir, file)).href;
		const module = new UserModule({ file, url }, this.#options, this.#pool);
		this.#modules.push(module);
		return module;
	}

	/** One took too long to load. Many such would delay the lab for long, so all others together have one more such time. */
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
