import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes } from '../../format.ts';
import { clipText } from '../../text/rows.ts';

/** The number of a chunk's bytes that are looked at for a label. */
const lookedAt = 80;
const longestName = 24;
/** The longest chunk that is shown as it is, in bytes. */
const shortBytes = 14;
const comma = 0x2c;

/**
 * Labels for a chunk of the transform protocol, the fullest form first: `3015:cummingsify.…,` or `3:abc,`, then only the
 * number of its bytes. Safe to show; of a chunk that is no whole netstring, the label has the beginning.
 */
export function netstringLabels(data: Uint8Array, bytes: number): readonly string[] {
	const text = Buffer.from(data.subarray(0, lookedAt)).toString('utf8');
	const amount = formatBytes(bytes);
	if (bytes <= shortBytes && data.length === bytes) {
		return [visibleLine(text), amount];
	}
	const [, head = '', name = ''] = /^(\d{1,9}:)([^.\n]{1,24}\.)?/.exec(text) ?? [];
	if (head === '') {
		return [`${clipText(visibleLine(text), shortBytes)} ${amount}`, amount];
	}
	const whole = bytes === head.length + Number(head.slice(0, -1)) + 1 && data.at(-1) === comma;
	const end = whole ? '…,' : '…';
	const named = `${head}${clipText(visibleLine(name), longestName)}${end}`;
	return name === '' ? [named, amount] : [named, `${head}${end}`, amount];
}
