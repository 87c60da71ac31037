import { connect } from 'node:net';
import { quantile } from '../statistics.ts';
import { Held, type HoldOrder, type HoldReport } from './held.ts';

/** What the load is asked for: exchanges with one port, one after the other by each of so many clients. */
export interface ExchangeOrder {
	readonly port: number;
	readonly clients: number;
	/** Said at once by each client, in base64; nothing where none is given. */
	readonly request?: string;
	/** How many bytes a whole answer has. */
	readonly answerBytes: number;
	/** No exchange begins after so long … */
	readonly forMs?: number;
	/** … or after so many. */
	readonly count?: number;
	/** Up to which model a latency goes, from the one in which the client connects; the end where none is given. */
	readonly until?: ViewModel;
	/** The longest that a client hears nothing before it gives up; for ever where none is given. */
	readonly patienceMs?: number;
}

export type ViewModel = 'connected' | 'first-byte' | 'end';

/** What came of it. */
export interface ExchangeReport {
	readonly completed: number;
	/** Those that broke, or whose answer was not as long as it should be. */
	readonly failed: number;
	readonly elapsedMs: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
}

/** All that the load can be asked for, and what it answers. */
export interface Orders {
	readonly exchange: { readonly order: ExchangeOrder; readonly report: ExchangeReport };
	readonly hold: { readonly order: HoldOrder; readonly report: HoldReport };
	readonly release: { readonly order: null; readonly report: null };
}

/** An order as it comes from the other process. */
export type Ordered = {
	[Kind in keyof Orders]: { readonly kind: Kind; readonly order: Orders[Kind]['order'] };
}[keyof Orders];

/** Does what the other process orders, one order after the other, until it leaves. */
export function obey(self: NodeJS.Process): void {
	const held = new Held();
	const obeyed = (ordered: Ordered): Promise<object | null> => {
		switch (ordered.kind) {
			case 'exchange':
				return exchange(ordered.order);
			case 'hold':
				return held.hold(ordered.order);
			case 'release':
				return held.release();
		}
	};
	self.on('message', async (ordered: Ordered) => {
		self.send?.(await obeyed(ordered));
	});
	self.on('disconnect', () => self.exit());
}

/** Plays the clients; as little as can be done with Node's own sockets, since what it costs slows the servers down. */
export function exchange(order: ExchangeOrder, now = () => performance.now()): Promise<ExchangeReport> {
	const { forMs = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY } = order;
	const startedAt = now();
	const latencies: number[] = [];
	let begun = 0;
	let failed = 0;
	let open = 0;
	return new Promise(resolve => {
		const begin = () => {
			const elapsedMs = now() - startedAt;
			if (begun >= count || elapsedMs >= forMs) {
				if (open === 0) {
					const [p50Ms, p99Ms] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
					resolve({ completed: latencies.length, failed, elapsedMs, p50Ms, p99Ms });
				}
				return;
			}
			begun += 1;
			open += 1;
			playClient(order, now, latencyMs => {
				open -= 1;
				if (latencyMs === undefined) {
					failed += 1;
				} else {
					latencies.push(latencyMs);
				}
				begin();
			});
		};
		for (let client = 0; client < Math.min(order.clients, count); client += 1) {
			begin();
		}
	});
}

/** What all clients read into: nobody looks at it. */
const buffer = Buffer.allocUnsafe(65_536);

/** One exchange; `done` is given its latency, or nothing where it failed. */
function playClient(order: ExchangeOrder, now: () => number, done: (latencyMs: number | undefined) => void): void {
	const { port, request, answerBytes, until = 'end', patienceMs } = order;
	const beganAt = now();
	let bytes = 0;
	let reachedAt: number | undefined;
	let broken = false;
	const reach = () => {
		reachedAt ??= now();
	};
	const callback = (length: number) => {
		bytes += length;
		if (until === 'first-byte') {
			reach();
		}
		return true;
	};
	const socket = connect({ port, host: '127.0.0.1', onread: { buffer, callback } });
	if (request !== undefined) {
		socket.write(Buffer.from(request, 'base64'));
	}
	if (until === 'connected') {
		socket.on('connect', reach);
	}
	if (patienceMs !== undefined) {
		socket.setTimeout(patienceMs, () => socket.destroy());
	}
	socket.on('end', reach);
	socket.on('error', () => {
		broken = true;
	});
	socket.on('close', () => {
		const whole = !broken && reachedAt !== undefined && bytes === answerBytes;
		done(whole && reachedAt !== undefined ? reachedAt - beganAt : undefined);
	});
}
