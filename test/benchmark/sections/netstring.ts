import { encodeNetstring, NetstringDecoder } from '../../../source/wire/netstring.ts';
import { formatNumber } from '../markdown.ts';
import type { Context, Section } from '../section.ts';
import { median } from '../statistics.ts';

/** Whether a netstring that comes one byte at a time costs as much for each byte however long it is. */
export const netstring: Section = {
	name: 'netstring',
	group: 'scale',
	run: async ({ pace }: Context) => {
		for (let warmUp = 0; warmUp < 3; warmUp += 1) {
			decodeByteByByte(sizes[0]);
		}
		const rows = sizes.map(bytes => {
			const ms = median(Array.from({ length: pace.rounds }, () => decodeByteByByte(bytes)));
			return { bytes, ms };
		});
		const first = rows[0]?.ms ?? Number.NaN;
		return {
			columns: [
				{ title: 'a netstring, one byte at a time' },
				{ title: 'ms', isNumber: true },
				{ title: 'ns a byte', isNumber: true },
				{ title: 'times the first', isNumber: true },
			],
			rows: rows.map(({ bytes, ms }) => [
				`${bytes / 1024} KiB`,
				formatNumber(ms, 1),
				formatNumber((ms * 1e6) / bytes, 1),
				formatNumber(ms / first, 2),
			]),
		};
	},
};

const sizes = [256 * 1024, 512 * 1024, 1024 * 1024] as const;

/** How long decoding takes, in milliseconds. */
function decodeByteByByte(payloadBytes: number): number {
	const frame = encodeNetstring(Buffer.alloc(payloadBytes, 'x'));
	const decoder = new NetstringDecoder();
	let decoded = 0;
	const startedAt = performance.now();
	for (let at = 0; at < frame.length; at += 1) {
		for (const payload of decoder.push(frame.subarray(at, at + 1))) {
			decoded += payload.length;
		}
	}
	const ms = performance.now() - startedAt;
	if (decoded !== payloadBytes) {
		throw new Error(`the decoder gave ${decoded} bytes instead of ${payloadBytes}`);
	}
	return ms;
}
