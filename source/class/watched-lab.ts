import { sleep } from '../net/sleep.ts';
import type { ClassError } from './class-error.ts';
import { listOf } from './engine.ts';
import { keys } from './keys.ts';
import type { ClassLink } from './link.ts';
import type { StreamEntry } from './stream-entries.ts';

/** Is told of a lab that is watched. */
export interface WatchedLabListener {
	/** The next entries of its stream, in order. */
	read(entries: readonly StreamEntry[]): void;
	/** Is told why the engine can not be read; undefined once it can. */
	awayChanged(why: string | undefined): void;
}

/** The names of the labs that the class has heard of. Rejects with a {@link ClassError}. */
export async function labNames(link: ClassLink): Promise<readonly string[]> {
	return listOf(await link.run(['HKEYS', keys.labs])).map(String);
}

/** True where the class has a stream of the lab of this name. Rejects with a {@link ClassError}. */
export async function hasStream(link: ClassLink, name: string): Promise<boolean> {
	return (await link.run(['EXISTS', keys.events(name)])) === 1;
}

/** Those of these bytes that the class has of a lab, by their hash. Rejects with a {@link ClassError}. */
export async function bytesOf(
	link: ClassLink,
	name: string,
	hashes: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
	const values = listOf(await link.run(['HMGET', keys.bytes(name), ...hashes]));
	return new Map(hashes.flatMap((hash, at) => (Buffer.isBuffer(values[at]) ? [[hash, values[at]] as const] : [])));
}

/** Reads the stream of a lab from its first entry, and goes on after each time that the engine was away. Gives what ends it. */
export function watchLab(link: ClassLink, name: string, listener: WatchedLabListener): () => void {
	const over = new AbortController();
	let last = '0';
	let end = (): void => {};
	const follow = (): void => {
		end = link.follow(keys.events(name), last, {
			read(entries) {
				last = entries.at(-1)?.id ?? last;
				listener.read(entries);
			},
			failed: why => void goOn(why),
		});
		listener.awayChanged(undefined);
	};
	/** The reader may have lost a connection of its own while the link is still there. */
	const goOn = async ({ message }: ClassError): Promise<void> => {
		if (!over.signal.aborted) {
			listener.awayChanged(message);
			await sleep(againMs, over.signal);
			while (!over.signal.aborted && !link.isJoined) {
				await sleep(againMs, over.signal);
			}
			if (!over.signal.aborted) {
				follow();
			}
		}
	};
	follow();
	return () => {
		over.abort();
		end();
	};
}

/** The time until the stream is asked for again, in milliseconds. */
const againMs = 500;
