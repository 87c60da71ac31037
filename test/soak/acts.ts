import type { ServerId } from '../../source/events/events.ts';
import type { Fault } from '../../source/faults/fault.ts';
import { faults } from '../../source/faults/faults.ts';
import type { Action } from '../../source/lab/actions.ts';
import type { Dice } from './dice.ts';

/** Servers whose addresses are known. */
export interface Place {
	readonly server: ServerId;
	readonly address: string;
}

/** What can be asked of the lab. */
export interface Scene {
	readonly servers: readonly Place[];
	/** Those that have poems of their own or of others, and that are short enough for a crowd. */
	readonly crowded: readonly Place[];
	/** A path that no file has yet. */
	readonly newPath: () => string;
}

const weights = {
	fetch: 8,
	'cancel-fetch': 3,
	'start-crowd': 3,
	'cancel-crowd': 1,
	'set-fault': 10,
	'clear-fault': 7,
	'clear-faults': 0.5,
	'stop-server': 1.5,
	'start-server': 3,
	'purge-cache': 4,
	'set-collapsing': 2,
	'open-by-hand': 4,
	'read-by-hand': 1,
	'close-by-hand': 1,
	'start-recording': 0.5,
	'stop-recording': 1,
} as const;

const [maxBroken, maxStopped] = [6, 2];
const transforms = ['shout', 'rot13', 'reverse-lines', 'gibberish', 'no-such-transform'] as const;

/** Draws what is asked of the lab next; what is drawn depends on what was drawn before, and on no clock. */
export class Acts {
	readonly #dice: Dice;
	readonly #scene: Scene;
	#broken: (readonly [server: ServerId, fault: string])[] = [];
	#stopped: ServerId[] = [];

	constructor(dice: Dice, scene: Scene) {
		this.#dice = dice;
		this.#scene = scene;
	}

	next(): Action {
		const type = this.#dice.weighed(weights);
		switch (type) {
			case 'fetch':
				return { type, address: this.#anywhere(), transforms: this.#transforms() };
			case 'start-crowd':
				return this.#crowd();
			case 'set-fault':
				return this.#break();
			case 'clear-fault': {
				const [server, fault] = this.#broken.shift() ?? [this.#server(), 'hang'];
				return { type, server, fault };
			}
			case 'clear-faults':
				this.#broken = [];
				return { type };
			case 'stop-server':
				return this.#stop();
			case 'start-server':
				return this.#start();
			case 'set-collapsing':
				return { type, server: this.#server(), on: this.#dice.chance(0.5) };
			case 'open-by-hand': {
				const reads = this.#dice.chance(0.6);
				return { type, address: this.#anywhere(), reads, ...(this.#dice.chance(0.4) && { text: '9:shout.abc,' }) };
			}
			case 'start-recording':
				return { type, path: this.#scene.newPath() };
			case 'cancel-fetch':
			case 'cancel-crowd':
			case 'purge-cache':
			case 'read-by-hand':
			case 'close-by-hand':
			case 'stop-recording':
				return { type };
		}
	}

	/** What makes everything whole again. */
	heal(): readonly Action[] {
		return [
			{ type: 'cancel-crowd' },
			{ type: 'cancel-fetch' },
			{ type: 'close-by-hand' },
			{ type: 'stop-recording' },
			{ type: 'clear-faults' },
			...this.#scene.servers.flatMap(({ server }): readonly Action[] => [
				{ type: 'start-server', server },
				{ type: 'set-collapsing', server, on: true },
			]),
			{ type: 'purge-cache' },
		];
	}

	#crowd(): Action {
		const { address } = this.#of(this.#scene.crowded);
		const rate = this.#dice.chance(0.4) ? { ratePerSecond: this.#dice.size(20, 400) } : {};
		const clients = this.#dice.size(5, 80);
		return { type: 'start-crowd', address, transforms: this.#transforms(), clients, ...rate };
	}

	#break(): Action {
		if (this.#broken.length >= maxBroken) {
			return this.#repairOldest();
		}
		const fault = this.#of(faults);
		const server = this.#server();
		this.#broken.push([server, fault.name]);
		return { type: 'set-fault', server, fault: fault.name, settings: this.#settings(fault) };
	}

	#repairOldest(): Action {
		const [server, fault] = this.#broken.shift() ?? ['', ''];
		return { type: 'clear-fault', server, fault };
	}

	#settings(fault: Fault): Record<string, number> {
		const settings: Record<string, number> = { p: this.#dice.of(1, 0.5, 0.2) };
		for (const { name, unit, min } of fault.settings) {
			if (unit !== '') {
				const most = unit === 'ms' ? 200 : 20_000;
				settings[name] = Math.max(min, this.#dice.size(1, most) - 1);
			}
		}
		return fault.strikes === 'stream' ? settings : {};
	}

	#stop(): Action {
		if (this.#stopped.length >= maxStopped) {
			return this.#start();
		}
		const server = this.#server();
		this.#stopped.push(server);
		return { type: 'stop-server', server };
	}

	#start(): Action {
		return { type: 'start-server', server: this.#stopped.shift() ?? this.#server() };
	}

	#transforms(): readonly string[] {
		return Array.from({ length: this.#dice.of(0, 0, 1, 2) }, () => this.#dice.of(...transforms));
	}

	#server(): ServerId {
		return this.#of(this.#scene.servers).server;
	}

	#anywhere(): string {
		return this.#of(this.#scene.servers).address;
	}

	#of<T>(all: readonly T[]): T {
		const [first, ...others] = all;
		if (first === undefined) {
			throw new Error('nothing to choose from');
		}
		return this.#dice.of(first, ...others);
	}
}
