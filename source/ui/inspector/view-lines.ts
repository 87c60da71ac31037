import { formatPlural } from '../format.ts';
import { plainWords, sentence } from '../screen-reader/speech.ts';
import { type BytesLines, bytesLines } from './bytes/announce.ts';
import { rememberedConversation } from './bytes/bytes-rows.ts';
import { findInConversation } from './bytes/bytes-search.ts';
import type { InspectorState } from './inspector-state.ts';
import { ladderLines } from './ladder/announce.ts';
import type { Detail } from './story/detail.ts';
import type { Story } from './story/story.ts';
import { phasesOf } from './times/times.ts';
import { reasonsOf } from './why/why.ts';

type Here = Extract<Detail, { status: 'here' }>;

/** A view of an exchange in lines, and what is said of it before they are read. */
export interface ViewLines {
	readonly title: string;
	/** What is read at once when somebody comes to the view. */
	readonly opening: readonly string[];
	readonly lines: readonly string[];
}

/** So many lines are read at once when a view is opened. */
const mostOpening = 40;

/** The lines of the view that is open. */
export function viewLines(detail: Here, { view, bytesMode }: InspectorState): ViewLines {
	const { story, ladder } = detail;
	switch (view) {
		case 'ladder':
			return readAtOnce('Ladder, times in milliseconds', ladderLines(ladder));
		case 'bytes': {
			const bytes = bytesOf(detail, bytesMode);
			return bytes === undefined
				? readAtOnce('Bytes', ['The bytes of this exchange are no longer kept.'])
				: { title: bytesMode === 'hex' ? 'Bytes as hex' : 'Bytes as text', opening: bytes.summary, lines: bytes.lines };
		}
		case 'why':
			return readAtOnce('Why', whyLines(story));
		case 'times':
			return readAtOnce('Times in milliseconds', timesLines(story));
	}
}

function whyLines(story: Story): readonly string[] {
	return reasonsOf(story).flatMap(({ about, tone, parts }) => [
		sentence(`${tone === 'failed' ? 'failed: ' : ''}${aboutWords(about)}`),
		...parts.map(({ label, text }) => sentence(`${label}: ${plainWords(text)}`)),
	]);
}

/** A word in capitals would be spelt out. */
function aboutWords(about: string): string {
	return /^[\p{Lu} ]+$/u.test(about) ? about.toLowerCase() : plainWords(about);
}

function timesLines(story: Story): readonly string[] {
	return phasesOf(story).map(({ name, depth, startTime, endTime, state }) => {
		const took = `${(endTime - startTime).toFixed(1)}, from ${(startTime - story.startTime).toFixed(1)}`;
		const whole = depth === 0 ? '' : 'Of it, ';
		return `${whole}${plainWords(name)}: ${took}${state === 'done' ? '' : `, ${state}`}.`;
	});
}

/** How often a query is found in the bytes, and in which line each time. */
export function matchesInLines(
	detail: Detail,
	inspector: InspectorState | undefined,
	query: string,
): { readonly count: number; readonly rowOf: (index: number) => number } {
	const conversation = detail.status === 'here' ? rememberedConversation(detail.events, detail.connection) : undefined;
	if (conversation === undefined || inspector === undefined) {
		return { count: 0, rowOf: () => 0 };
	}
	const { count, marked } = findInConversation(conversation, query);
	const { rowOf } = bytesLines(conversation, inspector.bytesMode);
	const found = marked(-1);
	return {
		count,
		rowOf: index => {
			const match = found[index];
			return match === undefined ? 0 : rowOf(match.direction, match.from);
		},
	};
}

function bytesOf({ events, connection }: Here, mode: InspectorState['bytesMode']): BytesLines | undefined {
	const conversation = rememberedConversation(events, connection);
	return conversation && bytesLines(conversation, mode);
}

function readAtOnce(title: string, lines: readonly string[]): ViewLines {
	const left = lines.length - mostOpening;
	const more = left > 0 ? [`${formatPlural(left, 'more line')}: page down reads on.`] : [];
	return { title, opening: [...lines.slice(0, mostOpening), ...more], lines };
}
