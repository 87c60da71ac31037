import { ClassError } from './class-error.ts';
import { keys } from './keys.ts';
import type { ClassLink } from './link.ts';
import { entrySeparator, publish, tellOfLab } from './publication-scripts.ts';
import { evaluate } from './scripts.ts';
import { entriesIn } from './stream-entries.ts';

/** One entry of a lab's stream: one event, or the lab as it is; `anew` where what was before it no longer counts. */
export interface PublishedEntry {
	/** Each one's is 1 more than that of the entry before, so that a reader sees where some are missing. */
	readonly number: number;
	readonly field: 'event' | 'state' | 'anew';
	readonly text: string;
}

/** The most entries of a lab that its class keeps, and the times for which it keeps these, and the lab's line on the board, after its last word. */
export const publicationBounds = { entries: 20_000, eventsMs: 3_600_000, labsMs: 86_400_000 } as const;

/** The part of a class that one lab writes for those who watch it. Every method rejects with a {@link ClassError}. */
export class Publication {
	readonly #link: ClassLink;
	/** The name under which it has begun. */
	#name: string | undefined;

	constructor(link: ClassLink) {
		this.#link = link;
	}

	/** True where the stream has to be begun: nothing of this lab is there under the name that it has now. */
	get isNew(): boolean {
		return this.#name !== this.#link.name;
	}

	/** Removes what another lab may have left under this name. */
	async begin(): Promise<void> {
		const { name } = this.#link;
		await this.#link.run(['DEL', keys.events(name), keys.bytes(name)]);
		this.#name = name;
	}

	/** Lets the stream live on, as each entry does. Gives whether it is there: it is not where it had expired, or was evicted. */
	async keep(): Promise<boolean> {
		const { eventsMs } = publicationBounds;
		await this.#link.run(['PEXPIRE', keys.bytes(this.#nameNow()), String(eventsMs)]);
		return (await this.#link.run(['PEXPIRE', keys.events(this.#nameNow()), String(eventsMs)])) === 1;
	}

	/** The number of the last entry that is there; undefined where the engine has none, since it was started anew. */
	async lastNumber(): Promise<number | undefined> {
		const [last] = entriesIn(await this.#link.run(['XREVRANGE', keys.events(this.#nameNow()), '+', '-', 'COUNT', '1']));
		return last && Number.parseInt(last.id, 10);
	}

	/** Adds some hundred entries at most, in their order; gives whether the stream was there. Where it rejects, they may be there all the same. */
	async append(entries: readonly PublishedEntry[]): Promise<boolean> {
		const { entries: kept, eventsMs } = publicationBounds;
		const texts = entries.map(({ field, text }) => field.charAt(0) + text).join(entrySeparator);
		const first = entries[0]?.number ?? 0;
		const name = this.#nameNow();
		const adding = evaluate(publish, keys.events(name), keys.bytes(name), kept, eventsMs, first, texts);
		return (await this.#link.run(adding)) === 1;
	}

	/** Keeps bytes by their hash, and drops others. */
	async changeBytes(added: ReadonlyMap<string, Uint8Array>, dropped: readonly string[]): Promise<void> {
		const key = keys.bytes(this.#nameNow());
		if (dropped.length > 0) {
			await this.#link.run(['HDEL', key, ...dropped]);
		}
		if (added.size > 0) {
			await this.#link.run(['HSET', key, ...Array.from(added, ([hash, bytes]) => [hash, asBuffer(bytes)]).flat()]);
		}
	}

	/** Tells the class of this lab, for its board. */
	async tell(text: string): Promise<void> {
		await this.#link.run(evaluate(tellOfLab, keys.labs, keys.heard, this.#link.name, text, publicationBounds.labsMs));
	}

	#nameNow(): string {
		if (this.#name === undefined) {
			throw new ClassError('left', 'nothing is published yet');
		}
		return this.#name;
	}
}

function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, length);
}
