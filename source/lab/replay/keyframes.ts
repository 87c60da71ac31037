import type { LabModel } from '../model/lab-model.ts';
import type { LabState } from '../model/state.ts';

/** The states of the lab at the beginnings of chunks: of every chunk at first, of every second, fourth … when there are too many. */
export interface Keyframes {
	/** The lab before a chunk, in the order of the chunks from 0. It is not to be changed any more. */
	add(chunk: number, model: LabModel): void;
	/** The last one at or before a chunk. */
	before(chunk: number): { readonly chunk: number; readonly model: LabModel };
	readonly size: number;
}

/** The most states that are kept, and the most things in all of them together. */
const keyframeBounds = { states: 256, things: 1_000_000 } as const;

/** No keyframes yet; where they are too many or too heavy, every second one is dropped. */
export function createKeyframes({ states, things }: { states: number; things: number } = keyframeBounds): Keyframes {
	let kept: { readonly model: LabModel; readonly weight: number }[] = [];
	let everyChunks = 1;
	let weight = 0;
	return {
		add(chunk, model) {
			if (chunk % everyChunks !== 0) {
				return;
			}
			const frame = { model, weight: thingsIn(model.state) };
			kept.push(frame);
			weight += frame.weight;
			while (kept.length > 1 && (kept.length > states || weight > things)) {
				kept = kept.filter((_, index) => index % 2 === 0);
				everyChunks *= 2;
				weight = kept.reduce((sum, one) => sum + one.weight, 0);
			}
		},
		before(chunk) {
			const index = Math.min(Math.floor(chunk / everyChunks), kept.length - 1);
			const frame = kept[index];
			if (!frame) {
				throw new RangeError('There is no keyframe yet.');
			}
			return { chunk: index * everyChunks, model: frame.model };
		},
		get size() {
			return kept.length;
		},
	};
}

/** The size of the parts that a state may not share with its neighbours, in units of about one exchange (256 bytes). */
function thingsIn({ servers, open, dials, exchanges, addedHosts, unjoined, fetches, latencies }: LabState): number {
	const counts = Object.values(latencies).reduce((bytes, { fine }) => bytes + fine.buckets.byteLength, 0);
	const poems = [...fetches.values()].reduce((bytes, { poem }) => bytes + poem.length, 0);
	const pieces = Math.ceil((poems + counts) / 256) + fetches.size;
	return servers.size + open.size + dials.size + unjoined.size + exchanges.length + addedHosts.length + pieces + 1;
}
