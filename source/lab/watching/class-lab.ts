import { type ClassAddress, urlToJoin } from '../../class/class-address.ts';
import { dismissLabs } from '../../class/class-board.ts';
import { ClassLink } from '../../class/link.ts';
import { addressesToDial } from '../../net/look-up/own-addresses.ts';
import type { Action } from '../actions.ts';
import { createTelemetry } from '../clock/create-telemetry.ts';
import type { Lab } from '../lab.ts';
import { emptySnapshot } from '../model/snapshot-of-state.ts';
import { createSnapshotStore } from '../snapshot-store.ts';
import { BoardFeed } from './board-feed.ts';
import { openWatch } from './watch-lab.ts';

/** The board of a class; a lab of it that is chosen stands in its place until it is left. Throws a `ClassError` where nobody is let in. */
export async function createClassLab(address: ClassAddress): Promise<Lab> {
	const link = await ClassLink.join(
		{ address },
		createTelemetry(() => {}),
	);
	const lab = new ClassLab(link, urlToJoin(address, await addressesToDial('0.0.0.0')));
	await lab.start();
	return lab;
}

/** A snapshot of a lab has all of its parts, so that those of another one do not remain beside them. */
const noParts = {
	board: undefined,
	recording: undefined,
	replay: undefined,
	lessons: undefined,
	lesson: undefined,
	class: undefined,
} as const;

class ClassLab implements Lab {
	readonly #link: ClassLink;
	readonly #feed: BoardFeed;
	readonly #joinUrl: string;
	readonly #store = createSnapshotStore();
	readonly subscribe = this.#store.subscribe;
	readonly snapshot = this.#store.snapshot;
	#watched: Lab | undefined;
	#problem: string | undefined;
	/** One after the other, so that each finds what the one before it left. */
	#order: Promise<unknown> = Promise.resolve();

	constructor(link: ClassLink, joinUrl: string) {
		this.#link = link;
		this.#joinUrl = joinUrl;
		this.#feed = new BoardFeed(link, () => this.#show());
	}

	async start(): Promise<void> {
		await this.#feed.start();
		this.#show();
	}

	dispatch(action: Action): void {
		switch (action.type) {
			case 'watch-lab':
				this.#inOrder(() => this.#watch(action.name));
				break;
			case 'leave-watch':
				this.#inOrder(() => this.#leave());
				break;
			case 'dismiss-labs':
				this.#inOrder(() => dismissLabs(this.#link, action.names).then(() => this.#feed.look()));
				break;
			default:
				this.#watched?.dispatch(action);
		}
	}

	async detail(connection: number) {
		return this.#watched?.detail(connection) ?? [];
	}

	async batchDetail(batch: number) {
		return this.#watched?.batchDetail(batch) ?? [];
	}

	async savePoem(path: string, fetch?: number) {
		return this.#watched?.savePoem(path, fetch) ?? ({ saved: false, why: 'no lab is watched' } as const);
	}

	async close() {
		this.#feed.stop();
		await this.#order;
		await this.#leave();
		await this.#link.leave();
		return this.snapshot().totals;
	}

	#inOrder(act: () => Promise<void>): void {
		this.#order = this.#order.then(act).catch((error: unknown) => {
			this.#problem = error instanceof Error ? error.message : String(error);
			this.#show();
		});
	}

	async #watch(name: string): Promise<void> {
		await this.#leave();
		this.#problem = undefined;
		this.#watched = await openWatch(this.#link, name, { hasBoard: true });
		this.#watched.subscribe(() => this.#show());
		this.#show();
	}

	async #leave(): Promise<void> {
		const watched = this.#watched;
		this.#watched = undefined;
		await watched?.close();
		this.#show();
	}

	#show(): void {
		const problem = this.#problem;
		const board = { ...this.#feed.state, joinUrl: this.#joinUrl, ...(problem !== undefined && { problem }) };
		const shown = this.#watched?.snapshot() ?? { ...emptySnapshot, board };
		this.#store.show({ ...noParts, ...shown });
	}
}
