import type { Bound, RefusalCode, ServerId } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import { type ConnectionBounds, defaultBounds } from '../net/bounds.ts';
import type { Connection, Receiver } from '../net/listen/connection.ts';
import { listen } from '../net/listen/listen.ts';
import type { ServerFaults } from '../net/listen/server-faults.ts';
import type { Transform } from '../transforms/transforms.ts';
import { TransformsError } from '../transforms/user/transforms-error.ts';
import { defaultMaxFrameBytes, encodeNetstring, NetstringDecoder, NetstringError } from '../wire/netstring.ts';
import { decodeTransformName, decodeTransformRequest, TransformRequestError } from '../wire/transform-request.ts';
import { type RunningServer, runningServer } from './running-server.ts';

export interface TransformServerOptions {
	readonly server: ServerId;
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	/** By name: a name that a stranger sends is looked up here and nowhere else. */
	readonly transforms: ReadonlyMap<string, Transform>;
	/** The longest request payload; 1 MiB where none is given. */
	readonly maxRequestBytes?: number;
	/** The longest that a transform which keeps no time itself may take; 30 s where none is given. */
	readonly transformTimeoutMs?: number;
	readonly bounds?: Partial<ConnectionBounds>;
	readonly faults?: ServerFaults | undefined;
}

/** Answers one request a connection, then closes; rejects with `NetError` where it cannot listen. */
export async function startTransformServer(
	options: TransformServerOptions,
	telemetry: Telemetry,
): Promise<RunningServer> {
	const { server, host, port, transforms, bounds, faults } = options;
	const { maxRequestBytes = defaultMaxFrameBytes, transformTimeoutMs = defaultTransformTimeoutMs } = options;
	const setting = { server, transforms, maxRequestBytes, transformTimeoutMs, telemetry };
	// Who sends too much is refused in order as long as the rest is not several times too much.
	const maxUnsolicitedBytes = Math.max(defaultBounds.maxUnsolicitedBytes, maxRequestBytes * 4);
	const listener = await listen(
		{ server, host, port, bounds: { maxUnsolicitedBytes, ...bounds }, faults, expectsRequest: true },
		connection => new TransformExchange(connection, setting),
		telemetry,
	);
	return runningServer(server, listener);
}

interface Setting {
	readonly server: ServerId;
	readonly transforms: ReadonlyMap<string, Transform>;
	readonly maxRequestBytes: number;
	readonly transformTimeoutMs: number;
	readonly telemetry: Telemetry;
}

const defaultTransformTimeoutMs = 30_000;

/** The longest part of a stranger's transform name that goes into events, in characters. */
const maxNameLength = 100;

const nothing = new Uint8Array(0);

/** One request and its reply. */
class TransformExchange implements Receiver {
	readonly #connection: Connection;
	readonly #setting: Setting;
	/** Made for the first bytes: a connection that says nothing costs no decoder. */
	#decoder: NetstringDecoder | undefined;
	#nameIsKnown = false;

	constructor(connection: Connection, setting: Setting) {
		this.#connection = connection;
		this.#setting = setting;
	}

	received(chunk: Uint8Array): void {
		let payload: Uint8Array | undefined;
		try {
			this.#decoder ??= new NetstringDecoder({ maxBytes: this.#setting.maxRequestBytes });
			[payload] = this.#decoder.push(chunk);
		} catch (error) {
			if (!(error instanceof NetstringError)) {
				throw error;
			}
			// Only the first frame counts, so that what comes after a whole one cannot spoil it.
			[payload] = error.completed;
			if (payload === undefined) {
				this.#refuseNetstring(error);
				return;
			}
		}
		if (payload !== undefined) {
			this.#connection.requestIsWhole();
			void this.#answer(payload);
		} else {
			this.#refuseUnknownName();
		}
	}

	/** A name can be known before its poem has come: one that is unknown is refused then. */
	#refuseUnknownName(): void {
		if (this.#nameIsKnown) {
			return;
		}
		const beginning = this.#decoder?.partial ?? nothing;
		const name = this.#decodeOrRefuse(() => decodeTransformName(beginning));
		this.#nameIsKnown = name !== undefined && this.#setting.transforms.has(name);
		if (name !== undefined && !this.#nameIsKnown) {
			this.#refuseName(name.slice(0, maxNameLength));
		}
	}

	#refuseName(name: string): void {
		this.#refuse('unknown-transform', `no transform is called “${name}”`, { transform: name });
	}

	ended(): void {
		this.#refuse('incomplete', this.#decoder?.pending ? 'the netstring broke off' : 'closed before it sent a request');
	}

	timedOut(): void {
		this.#tellRefused('request-time', 'the whole request did not come in time');
	}

	/** Never rejects: whatever goes wrong is the refusal's reason. */
	async #answer(payload: Uint8Array): Promise<void> {
		const { server, transforms, telemetry } = this.#setting;
		const { emit, now } = telemetry;
		const request = this.#decodeOrRefuse(() => decodeTransformRequest(payload));
		if (request === undefined) {
			return;
		}
		const name = request.name.slice(0, maxNameLength);
		const { id: connection } = this.#connection;
		const time = now();
		emit({ type: 'transform-requested', time, server, connection, transform: name, bytes: request.poemBytes });
		const transform = transforms.get(request.name);
		if (transform === undefined) {
			this.#refuseName(name);
			return;
		}
		let poem: string;
		try {
			const result = transform.apply(request.poem, this.#connection);
			poem = textOf(await (transform.keepsTime ? result : inTime(result, this.#setting.transformTimeoutMs)));
		} catch (error) {
			this.#refuse('transform-threw', failureOf(error), { transform: name });
			return;
		}
		if (this.#connection.open) {
			const bytes = Buffer.byteLength(poem);
			const repliedAt = now();
			const durationMs = repliedAt - time;
			emit({ type: 'transform-replied', time: repliedAt, server, connection, transform: name, bytes, durationMs });
			this.#connection.end(encodeNetstring(poem));
		}
	}

	#decodeOrRefuse<T>(decode: () => T): T | undefined {
		try {
			return decode();
		} catch (error) {
			if (!(error instanceof TransformRequestError)) {
				throw error;
			}
			this.#refuse(error.code, error.message);
			return undefined;
		}
	}

	#refuseNetstring({ code, message }: NetstringError): void {
		if (code === 'too-long') {
			this.#refuse('too-long', message, { bound: 'request-bytes' });
		} else {
			this.#refuse('bad-netstring', message);
		}
	}

	#refuse(code: RefusalCode, why: string, { transform, bound }: { transform?: string; bound?: Bound } = {}): void {
		if (this.#connection.open) {
			this.#tellRefused(code, why, transform);
			this.#connection.refuse(bound);
		}
	}

	#tellRefused(code: RefusalCode, why: string, transform?: string): void {
		const { server, telemetry } = this.#setting;
		const refused = { type: 'transform-refused', time: telemetry.now(), server } as const;
		const { id: connection } = this.#connection;
		telemetry.emit({ ...refused, connection, ...(transform !== undefined && { transform }), code, why });
	}
}

/** A user's own transform may give anything. */
function textOf(result: unknown): string {
	if (typeof result !== 'string') {
		throw new TypeError(`it gave ${result === null ? 'null' : typeof result}, not text`);
	}
	return result;
}

/** The result, if it comes in time; a transform that takes longer is left to itself. */
async function inTime<T>(result: T | Promise<T>, limitMs: number): Promise<T> {
	if (!(result instanceof Promise)) {
		return result;
	}
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`it took longer than ${limitMs} ms`)), limitMs);
	});
	try {
		return await Promise.race([result, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** The reason for there being no text. A user's own transform begins it with its file, since a narrow place may show no more. */
function failureOf(error: unknown): string {
	return error instanceof TransformsError
		? error.message
		: `the transform threw: ${error instanceof Error ? error.message : String(error)}`;
}
