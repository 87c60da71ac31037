import { startLimitMs } from './limits.ts';

/** What a module says of itself once it is loaded, or why it is not. */
export type Loaded =
	| {
			readonly functions: number;
			readonly summary?: string | undefined;
			readonly why?: undefined;
			readonly is?: undefined;
	  }
	| NotLoaded;

/** Why a module is not loaded: it took too long, or it is put off until its first poem, or what it said. */
export interface NotLoaded {
	readonly why: string;
	readonly is?: 'late' | 'put-off';
	readonly summary?: undefined;
}

/** What is wrong with the functions that a module exports, and what to do; one is as it should be. */
export function whatIsWrongWith(functions: number): string | undefined {
	if (functions === 0) {
		return 'it exports no function; export one that takes a poem and returns one.';
	}
	return functions === 1 ? undefined : `it exports ${functions} functions; export only one.`;
}

/** The loading of one module: who waits for the first time, and how long it may take each time. */
export class Loading {
	readonly #limitMs: number;
	readonly #late: (late: NotLoaded) => void;
	#tell: ((loaded: Loaded) => void) | undefined;
	#limit: NodeJS.Timeout | undefined;
	#hasLoaded = false;

	/** It may take so many milliseconds from when its process is there; `late` is told when it takes longer. */
	constructor(limitMs: number, late: (late: NotLoaded) => void) {
		this.#limitMs = limitMs;
		this.#late = late;
	}

	/** Gives what comes of the first time; never rejects. */
	first(): Promise<Loaded> {
		return new Promise(resolve => {
			this.#tell = resolve;
		});
	}

	/** Whether somebody waits for the first time. */
	get isAwaited(): boolean {
		return this.#tell !== undefined;
	}

	/** Whether it has loaded before. */
	get hasLoaded(): boolean {
		return this.#hasLoaded;
	}

	/** Its process is being started. */
	begin(): void {
		this.#limitTo(startLimitMs, { why: `its process did not start within ${startLimitMs / 1_000} s` });
	}

	/** Its process is there. */
	started(): void {
		this.#limitTo(this.#limitMs, {
			why: `it does not finish loading within ${this.#limitMs / 1_000} s`,
			is: 'late',
		});
	}

	/** It is over for now. */
	stop(): void {
		clearTimeout(this.#limit);
	}

	/** It has come to an end, which who waits is told. */
	settle(loaded: Loaded): void {
		this.stop();
		this.#hasLoaded ||= loaded.why === undefined;
		this.#tell?.(loaded);
		this.#tell = undefined;
	}

	#limitTo(ms: number, late: NotLoaded): void {
		this.stop();
		this.#limit = setTimeout(() => this.#late(late), ms);
	}
}
