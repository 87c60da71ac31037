import { visibleLine } from '../../../wire/visible-text.ts';
import type { Leg } from '../trace/legs.ts';
import type { Trace } from '../trace/trace.ts';
import { plainReasons, type Reason } from './plain-reasons.ts';
import { allSentWords, boundWords, endWords, refusalWords, sawWords, unknownWords } from './why-words.ts';

/** The reasons for what happened on a trace: first the failures, then the rest. */
export function reasonsOf(trace: Trace): readonly Reason[] {
	const failures = trace.legs.flatMap(leg => failureOf(leg, trace) ?? []);
	return [...failures, ...plainReasons(trace, failures.length > 0)];
}

function failureOf(leg: Leg, trace: Trace): Reason | undefined {
	const { failure, closed, dial, events, from, to, step } = leg;
	const how = closed?.how;
	if (failure === undefined && (how === undefined || how === 'ended')) {
		return undefined;
	}
	const who = dial?.server === undefined ? 'The client' : 'The proxy';
	// It gave up while the end was on its way: there is no rest, though it could not know that.
	const isAllSent = failure === 'cancelled' && how === 'ended';
	const seen = isAllSent ? allSentWords.saw : failure === undefined ? sentAway(leg) : sawWords[failure];
	const code =
		failure ?? (events.some(({ type }) => type === 'transform-refused') ? 'closed-without-reply' : undefined);
	const unknown = isAllSent ? allSentWords.unknown : code && unknownWords[code];
	return {
		about: visibleLine(step === undefined ? `${from} → ${to}` : `transform ${step.transform}`),
		tone: isPeersDoing(leg) || how === 'stopped' ? 'warning' : 'failed',
		parts: [
			...(seen === undefined ? [] : [{ label: `${who} saw`, text: seen }]),
			{ label: 'The server says', text: serverSays(leg, trace) },
			...(unknown === undefined ? [] : [{ label: 'It could not know', text: unknown }]),
		],
	};
}

/** True where the peer broke it off; then no fault of the server's did, even where one struck. */
function isPeersDoing({ failure, closed }: Leg): boolean {
	return failure === 'cancelled' || closed?.how === 'left';
}

/** The failure as a stranger saw it, by the way in which our end closed; undefined where that does not tell. */
function sentAway({ closed }: Leg): string | undefined {
	switch (closed?.how) {
		case 'refused':
			return sawWords['closed-without-reply'];
		case 'cut':
			return sawWords.reset;
		case 'over-bound':
		case 'stopped':
			return closed.bytesOut > 0 ? sawWords.reset : sawWords.empty;
		default:
			return undefined;
	}
}

function serverSays(leg: Leg, { parties }: Trace): string {
	const { events, closed, opened, failure, to } = leg;
	if (parties.some(({ key, kind }) => key === to && kind === 'elsewhere')) {
		return 'nothing that could be heard here: it is not one of this lab’s.';
	}
	const struck = events.filter(event => event.type === 'fault-struck');
	if (struck.length > 0 && !isPeersDoing(leg)) {
		const what = struck.map(event => `${visibleLine(event.fault)}, ${visibleLine(event.what)}`).join('; ');
		return `a fault that somebody switched on did this: ${what}.`;
	}
	const refused = events.find(event => event.type === 'transform-refused');
	if (refused !== undefined) {
		return `${visibleLine(refused.why)}. ${refusalWords[refused.code]}`;
	}
	const upstream = events.find(event => event.type === 'upstream-refused');
	if (upstream !== undefined) {
		return `${visibleLine(upstream.why)}.`;
	}
	if (closed !== undefined) {
		const { how, bound } = closed;
		if (bound === 'half-close') {
			return boundWords[bound];
		}
		return how === 'over-bound' && bound !== undefined ? `${endWords[how]} ${boundWords[bound]}` : endWords[how];
	}
	return opened === undefined && failure === 'refused'
		? `nothing: ${visibleLine(to)} was not listening. Panel Servers tells whether it is stopped.`
		: 'nothing yet.';
}
