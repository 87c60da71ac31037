import type { Load } from './load.ts';
import type { Cores } from './machine.ts';
import type { Table } from './markdown.ts';

/** One part of the benchmark. A further one is a file in sections/ and a line in `sections.ts`. */
export interface Section {
	/** As `--only` takes it. */
	readonly name: string;
	/** A name that `--only` takes for several parts together, which run only when they are asked for. */
	readonly group?: string;
	/** Measures. Never passes or fails by the clock; tables with the very same columns become one. */
	readonly run: (context: Context) => Promise<Table>;
}

/** What a section has to work with. */
export interface Context {
	readonly cores: Cores;
	/** A folder to write in that is gone afterwards. */
	readonly folder: string;
	/** The clients, in a process of their own. */
	readonly load: Load;
	readonly pace: Pace;
	/** How many exchanges the longest run has. */
	readonly exchanges: number;
	/** Tells the person what is going on meanwhile. */
	readonly tell: (what: string) => void;
}

/** How long to measure: so many rounds, and in each so long with each peer. */
export interface Pace {
	readonly rounds: number;
	readonly roundMs: number;
}
