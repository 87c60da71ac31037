import type { ConnectionEnd } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatCount, formatPlural } from '../../format.ts';
import { clipRow, gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { Flow } from './conversation.ts';
import { partLooks } from './rulers.ts';

/** The line over a direction: who sends to whom, and how its bytes are divided. */
export function flowHeading(flow: Flow, width: number): readonly Row[] {
	const { name, before, from, to } = flow;
	const title: Row = [
		span(flow.direction === 'to-server' ? '▶ ' : '◀ ', 'focus'),
		span(before === 0 ? name : `${name}, after its first ${formatPlural(before, 'byte')}`, 'title'),
		span(`  ${visibleLine(from)} → ${visibleLine(to)}`, 'dim'),
	];
	const counts = flow.bytes.length === 0 ? nothingWords(flow) : countWords(flow);
	const whole: Row = [...title, gap(3), ...counts];
	return rowWidth(whole) <= width ? [whole] : [clipRow(title, width), clipRow([gap(2), ...counts], width)];
}

/** The lines under a direction: what is wrong, what is not shown, and how it ended. */
export function flowFooter(flow: Flow, width: number): readonly Row[] {
	const { end, before, bytes, fault, isTransform, direction, closed } = flow;
	const say = (sign: string, tone: 'failed' | 'warning' | 'dim', text: string): readonly Row[] =>
		wrapWords(visibleLine(text), Math.max(1, width - 3)).map((line, index) => [
			span(index === 0 ? `${sign} ` : '  ', tone),
			span(line, tone === 'failed' ? 'plain' : tone),
		]);
	const shown = `first ${formatBytes(end - before)} of ${formatBytes(bytes.length - before)} shown`;
	const torn = isTransform ? tornParts(flow) : '';
	const how = isTransform || direction === 'to-server' ? undefined : closed?.how;
	return [
		...(end < bytes.length ? say('…', 'warning', shown) : []),
		...(fault === undefined ? [] : say('✗', 'failed', fault.why)),
		...(torn === '' ? [] : say('·', 'dim', torn)),
		...(how === undefined ? [] : say(how === 'ended' ? '■' : '✗', how === 'ended' ? 'dim' : 'failed', poemEnds[how])),
		...(direction === 'to-server' ? [[]] : []),
	];
}

/** A sentence about chunks that ended inside a part: `Chunk 1 ends inside the length, chunk 2 inside the name. …` */
function tornParts({ chunks = [], parts }: Flow): string {
	const torn = chunks.slice(0, -1).flatMap(({ to }, index) => {
		const part = parts.find(({ from, to: end }) => from < to && to < end);
		return part === undefined ? [] : [{ chunk: index + 1, word: partLooks[part.name].word }];
	});
	const [first, ...others] = torn.slice(0, 3).map(({ chunk, word }) => `chunk ${chunk} ends inside the ${word}`);
	if (first === undefined) {
		return '';
	}
	const more = torn.length > 3 ? `, and ${torn.length - 3} more` : '';
	const rest = others.map(words => `, ${words.replace(' ends', '')}`).join('');
	return `C${first.slice(1)}${rest}${more}: where chunks end says nothing of where frames do.`;
}

/** The end of the connection is the end of the frame: whether the poem is whole, by how that ended. */
const poemEnds: { readonly [how in ConnectionEnd]: string } = {
	ended: 'An orderly close: that alone says that the poem is whole.',
	refused: 'Closed without a poem.',
	left: 'The peer left before it had everything. No byte says where the poem would have ended.',
	reset: 'A reset, not a close: the poem is not whole, though no byte says so.',
	cut: 'Cut with a reset: the poem is not whole, though no byte says so.',
	'over-bound': 'Closed over a bound: no byte says that the poem is not whole.',
	stopped: 'The server was stopped: no byte says that the poem is not whole.',
};

function countWords(flow: Flow): Row {
	const { writes, chunks, before, bytes } = flow;
	const marks = [
		writes && formatPlural(writes.length, 'write'),
		chunks && formatPlural(chunks.length, 'chunk'),
		frameWords(flow),
	];
	const divided = `in ${marks.filter(words => words !== undefined).join(', ')}`;
	return [
		span(formatPlural(bytes.length, 'byte')),
		span(before === 0 ? ` ${divided}` : `, ${formatCount(before)} of them before the recording, ${divided}`, 'dim'),
	];
}

function frameWords({ parts, fault, before, closed }: Flow): string {
	if (before > 0) {
		return 'the rest of a frame';
	}
	const hasComma = parts.some(({ name }) => name === 'comma');
	if (hasComma || parts.some(({ name, goesOn }) => name === 'poem' && !goesOn)) {
		return fault === undefined || hasComma ? '1 frame' : 'no frame';
	}
	return closed !== undefined || fault !== undefined ? 'no whole frame' : 'a frame not yet whole';
}

function nothingWords({ name, isTransform, closed }: Flow): Row {
	if (!isTransform && name === 'request') {
		return [span('no bytes: to connect is to ask', 'dim')];
	}
	if (closed === undefined) {
		return [span('nothing yet', 'dim')];
	}
	return name === 'reply'
		? [span('none', 'failed'), span(': the server closed without a reply')]
		: [span('nothing', 'failed'), span(' before it was closed')];
}
