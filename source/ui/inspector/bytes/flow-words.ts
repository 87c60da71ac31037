import type { ConnectionEnd } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatCount, formatPlural } from '../../format.ts';
import { clipRow, gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { Conversation, Flow } from './conversation.ts';
import { partLooks } from './rulers.ts';

/** The line over a direction: who sends to whom, and how its bytes are divided. */
export function flowHeading(conversation: Conversation, flow: Flow, width: number): readonly Row[] {
	const { isTransform, closed } = conversation;
	const inward = flow.direction === 'to-server';
	const what = isTransform ? (inward ? 'request' : 'reply') : inward ? 'request' : 'poem';
	const [peer, server] = [visibleLine(conversation.peer), visibleLine(conversation.server)];
	const title: Row = [
		span(inward ? '▶ ' : '◀ ', 'focus'),
		span(flow.before === 0 ? what : `${what} from byte ${formatCount(flow.before)} on`, 'title'),
		span(inward ? `  ${peer} → ${server}` : `  ${server} → ${peer}`, 'dim'),
	];
	const counts = flow.bytes.length === 0 ? nothingWords(conversation, inward) : countWords(flow, closed !== undefined);
	const whole: Row = [...title, gap(3), ...counts];
	if (rowWidth(whole) <= width) {
		return [whole];
	}
	return [clipRow(title, width), clipRow([gap(2), ...counts], width)];
}

/** The lines under a direction: what is wrong, what is not shown, and how it ended. */
export function flowFooter(conversation: Conversation, flow: Flow, end: number, width: number): readonly Row[] {
	const rows: Row[] = [];
	const say = (sign: string, tone: 'failed' | 'warning' | 'dim', text: string): void => {
		for (const [index, line] of wrapWords(visibleLine(text), Math.max(1, width - 3)).entries()) {
			rows.push([span(index === 0 ? `${sign} ` : '  ', tone), span(line, tone === 'failed' ? 'plain' : tone)]);
		}
	};
	if (end < flow.bytes.length) {
		say(
			'…',
			'warning',
			`first ${formatBytes(end - flow.before)} of ${formatBytes(flow.bytes.length - flow.before)} shown`,
		);
	}
	if (flow.fault !== undefined) {
		say('✗', 'failed', flow.fault.why);
	}
	const torn = conversation.isTransform ? tornParts(flow) : '';
	if (torn !== '') {
		say('·', 'dim', torn);
	}
	if (!conversation.isTransform && flow.direction === 'to-peer' && conversation.closed !== undefined) {
		const { how } = conversation.closed;
		say(how === 'ended' ? '■' : '✗', how === 'ended' ? 'dim' : 'failed', poemEnds[how]);
	}
	if (flow.direction === 'to-server') {
		rows.push([]);
	}
	return rows;
}

/** Where chunks ended inside a part: `Chunk 1 ends inside the length, chunk 2 inside the name. …` */
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

/** The end of the connection is the end of the frame: what each way to end means for the poem. */
const poemEnds: { readonly [how in ConnectionEnd]: string } = {
	ended: 'An orderly close: that alone says that the poem is whole.',
	refused: 'Closed without a poem.',
	left: 'The peer left before it had everything. No byte says where the poem would have ended.',
	reset: 'A reset, not a close: the poem is not whole, though no byte says so.',
	cut: 'Cut with a reset: the poem is not whole, though no byte says so.',
	'over-bound': 'Closed over a bound: no byte says that the poem is not whole.',
	stopped: 'The server was stopped: no byte says that the poem is not whole.',
};

function countWords(flow: Flow, over: boolean): Row {
	const marks = [
		flow.writes && formatPlural(flow.writes.length, 'write'),
		flow.chunks && formatPlural(flow.chunks.length, 'chunk'),
		frameWords(flow, over),
	].filter(words => words !== undefined);
	const before = flow.before === 0 ? '' : `, ${formatCount(flow.before)} of them before the recording`;
	return [
		span(formatPlural(flow.bytes.length, 'byte')),
		span(`${before}${before === '' ? '' : ','} in ${marks.join(', ')}`, 'dim'),
	];
}

function frameWords({ parts, fault, before }: Flow, over: boolean): string {
	if (before > 0) {
		return 'the rest of a frame';
	}
	if (parts.some(({ name }) => name === 'comma') || parts.some(({ name, goesOn }) => name === 'poem' && !goesOn)) {
		return fault === undefined || parts.some(({ name }) => name === 'comma') ? '1 frame' : 'no frame';
	}
	return over || fault !== undefined ? 'no whole frame' : 'a frame not yet whole';
}

function nothingWords({ isTransform, closed }: Conversation, inward: boolean): Row {
	if (!isTransform && inward) {
		return [span('no bytes: to connect is to ask', 'dim')];
	}
	if (closed === undefined) {
		return [span('nothing yet', 'dim')];
	}
	return isTransform && !inward
		? [span('none', 'failed'), span(': the server closed without a reply')]
		: [span('nothing', 'failed'), span(' before it was closed')];
}
