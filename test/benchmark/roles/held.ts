import { connect, type Socket } from 'node:net';

/** Connections to open and to keep, silent. */
export interface HoldOrder {
	readonly port: number;
	readonly count: number;
}

export interface HoldReport {
	readonly open: number;
	/** The system's word on the first that could not be had, or was lost. */
	readonly problem?: string;
	readonly elapsedMs: number;
}

/** So many may be connecting at once: fewer than any server's backlog. */
const atOnce = 200;

/** Connections that are open and say nothing. */
export class Held {
	readonly #sockets = new Set<Socket>();

	/** Opens them; answers when each of them is open or has failed. */
	async hold({ port, count }: HoldOrder): Promise<HoldReport> {
		const startedAt = performance.now();
		let problem: string | undefined;
		let begun = 0;
		const openSome = async () => {
			while (begun < count && problem === undefined) {
				begun += 1;
				problem ??= await this.#open(port);
			}
		};
		await Promise.all(Array.from({ length: atOnce }, openSome));
		// Who was accepted only to be turned away is told so by then.
		await new Promise(resolve => setTimeout(resolve, 200));
		const report = { open: this.#sockets.size, elapsedMs: performance.now() - startedAt };
		return problem === undefined ? report : { ...report, problem };
	}

	/** Closes all of them; answers when they are closed. */
	async release(): Promise<null> {
		await Promise.all(
			[...this.#sockets].map(
				socket =>
					new Promise(resolve => {
						socket.once('close', resolve);
						socket.destroy();
					}),
			),
		);
		return null;
	}

	/** Opens one; what is wrong where it can not. */
	#open(port: number): Promise<string | undefined> {
		return new Promise(resolve => {
			const socket = connect(port, '127.0.0.1');
			socket.once('connect', () => {
				this.#sockets.add(socket);
				resolve(undefined);
			});
			socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
			socket.once('close', () => {
				this.#sockets.delete(socket);
			});
			socket.resume();
		});
	}
}
