import type { EventOf, LabEvent } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes } from '../../format.ts';
import { failureWords } from '../trace/failure-words.ts';
import { classKey } from '../trace/legs.ts';
import type { Trace } from '../trace/trace.ts';
import type { Arrow } from './arrows.ts';

/** The place of what crosses between a proxy and the class, which is no leg of the trace. */
export const classLeg = -2;

/** Everything that crossed between the proxies of a trace and their class: what was asked, answered and published. */
export function classArrows({ events, upstreams }: Trace): readonly Arrow[] {
	return events.flatMap(event =>
		'fetch' in event && 'server' in event && event.server !== undefined && upstreams.includes(event.fetch)
			? arrowsOf(event, event.server)
			: [],
	);
}

type Look = Pick<Arrow, 'labels'> & Partial<Pick<Arrow, 'shape' | 'tone' | 'bytes' | 'ends'>>;

function arrowsOf(event: LabEvent, proxy: string): readonly Arrow[] {
	const toClass = (look: Look) => [arrow(event, proxy, classKey, look)];
	const fromClass = (look: Look) => [arrow(event, classKey, proxy, look)];
	switch (event.type) {
		case 'class-asked':
			return toClass({ labels: ['asks for the poem', 'asks'] });
		case 'class-answered':
			return event.answer === 'alone'
				? toClass({ labels: ['no answer'], shape: 'unanswered', tone: 'warning' })
				: fromClass(answerLook(event));
		case 'class-published':
			return toClass({ labels: [formatBytes(event.bytes)], bytes: event.bytes });
		case 'class-received':
			return fromClass({ labels: [formatBytes(event.bytes)], bytes: event.bytes });
		case 'class-followed':
			return event.code === undefined
				? fromClass({ labels: ['whole, end', 'end'] })
				: fromClass({
						labels: [visibleLine(event.why ?? ''), failureWords[event.code]],
						shape: 'reset',
						tone: 'failed',
					});
		case 'class-released':
			return toClass(releaseLooks[event.how]);
		default:
			return [];
	}
}

function answerLook({ answer, bytes = 0, lab = '' }: EventOf<'class-answered'>): Look {
	if (answer === 'hit') {
		return { labels: [`has it: ${formatBytes(bytes)}`, formatBytes(bytes)], tone: 'hit' };
	}
	return answer === 'lead'
		? { labels: ['a lease: fetch it for all', 'fetch it for all', 'a lease'], tone: 'miss' }
		: { labels: [`${visibleLine(lab)} fetches it`, visibleLine(lab)], tone: 'collapsed' };
}

const releaseLooks: { readonly [how in EventOf<'class-released'>['how']]: Look } = {
	stored: { labels: ['whole: keep it, lease back', 'whole, lease back', 'lease back'] },
	'too-large': { labels: ['whole, too large to keep', 'lease back'] },
	failed: { labels: ['failed, lease back', 'lease back'], tone: 'failed' },
	'given-up': { labels: ['given up, lease back', 'lease back'], tone: 'warning' },
	lost: { labels: ['the lease is lost', 'lost'], shape: 'unanswered', tone: 'warning' },
};

function arrow(cause: LabEvent, from: string, to: string, look: Look): Arrow {
	const { time } = cause;
	return {
		kind: 'arrow',
		time,
		cause,
		from,
		to,
		shape: 'line',
		tone: 'plain',
		bytes: 0,
		ends: false,
		leg: classLeg,
		...look,
	};
}
