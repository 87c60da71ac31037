import type { ConnectionEnd, FailureCode } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Leg } from '../story/legs.ts';
import type { Story } from '../story/story.ts';
import { plainReasons } from './plain-reasons.ts';
import type { Reason } from './reason.ts';
import { allSentWords, boundWords, endWords, refusalWords, sawWords, unknownWords } from './why-words.ts';

/** Why it went as it did: first what did not go well, then what did. */
export function reasonsOf(story: Story): readonly Reason[] {
	const failures = story.legs.flatMap(leg => failureOf(leg, story) ?? []);
	return [...failures, ...plainReasons(story, failures.length > 0)];
}

/** What a leg's dialling end took for a failure; undefined where it is content, or not ours. */
export function failureCodeOf(leg: Leg, story: Story): FailureCode | undefined {
	const closed = leg.events.find(event => event.type === 'dial-closed');
	if (leg.dial === undefined || closed?.type !== 'dial-closed') {
		return undefined;
	}
	if (closed.failure !== undefined) {
		return closed.failure;
	}
	if (leg.purpose === 'poem') {
		return closed.bytesIn === 0 ? 'empty' : undefined;
	}
	const step = stepOf(leg, story);
	const failed = story.events.find(event => event.type === 'fetch-transform-failed' && event.step === step?.step);
	return failed?.type === 'fetch-transform-failed' ? failed.code : undefined;
}

/** Which of the fetch's transforms a leg is for. */
export function stepOf(
	{ dial, purpose }: Leg,
	{ events }: Story,
): { readonly transform: string; readonly step: number } | undefined {
	if (dial === undefined || purpose !== 'transform') {
		return undefined;
	}
	const started = events.findLast(
		event => event.type === 'fetch-transform-started' && event.fetch === dial.fetch && event.time <= dial.time,
	);
	if (started?.type === 'fetch-transform-started') {
		return started;
	}
	// The recording began while it ran.
	const found = events.filter(event => event.type === 'fetch-found-running').find(({ fetch }) => fetch === dial.fetch);
	const step = found?.steps.findIndex(({ status }) => status === 'running') ?? -1;
	const transform = found?.steps[step]?.transform;
	return transform === undefined ? undefined : { transform, step };
}

function failureOf(leg: Leg, story: Story): Reason | undefined {
	const code = failureCodeOf(leg, story);
	const closed = leg.events.find(event => event.type === 'connection-closed');
	const how = closed?.type === 'connection-closed' ? closed.how : undefined;
	if (code === undefined && (how === undefined || how === 'ended')) {
		return undefined;
	}
	const who = leg.dial?.server === undefined ? 'The client' : 'The proxy';
	// It gave up while the end was on its way: there is no rest, though it could not know that.
	const isAllSent = code === 'cancelled' && how === 'ended';
	const seen = isAllSent ? allSentWords.saw : code === undefined ? sentAway(leg) : sawWords[code];
	const unknown =
		code ?? (leg.events.some(({ type }) => type === 'transform-refused') ? 'closed-without-reply' : undefined);
	return {
		about: aboutLeg(leg, story),
		tone: isPeersDoing(code, how) || how === 'stopped' ? 'warning' : 'failed',
		parts: [
			...(seen === undefined ? [] : [{ label: `${who} saw`, text: seen }]),
			{ label: 'The server says', text: serverSays(leg, code, story) },
			...(unknown === undefined
				? []
				: [{ label: 'It could not know', text: isAllSent ? allSentWords.unknown : unknownWords[unknown] }]),
		],
	};
}

/** Whoever dialled broke it off: no fault of the server's did that, also where one struck. */
function isPeersDoing(code: FailureCode | undefined, how: ConnectionEnd | undefined): boolean {
	return code === 'cancelled' || how === 'left';
}

function aboutLeg(leg: Leg, story: Story): string {
	const step = stepOf(leg, story);
	const name = (key: string) => story.parties.find(party => party.key === key)?.name ?? visibleLine(key);
	return step === undefined ? `${name(leg.from)} → ${name(leg.to)}` : `transform ${visibleLine(step.transform)}`;
}

/** Whoever is not told of by its own events cannot be asked; but how our end closed is known. */
function sentAway({ events }: Leg): string | undefined {
	const closed = events.find(event => event.type === 'connection-closed');
	if (closed?.type !== 'connection-closed') {
		return undefined;
	}
	switch (closed.how) {
		case 'refused':
			return sawWords['closed-without-reply'];
		case 'cut':
			return sawWords.reset;
		case 'over-bound':
		case 'stopped':
			return closed.bytesOut > 0 ? sawWords.reset : sawWords.empty;
		case 'ended':
		case 'left':
		case 'reset':
			return undefined;
	}
}

function serverSays(leg: Leg, code: FailureCode | undefined, story: Story): string {
	const party = story.parties.find(({ key }) => key === leg.to);
	if (party?.kind === 'elsewhere') {
		return 'nothing that could be heard here: it is not one of this lab’s.';
	}
	const closed = leg.events.find(event => event.type === 'connection-closed');
	const how = closed?.type === 'connection-closed' ? closed.how : undefined;
	const struck = leg.events.filter(event => event.type === 'fault-struck');
	if (struck.length > 0 && !isPeersDoing(code, how)) {
		const what = struck.map(event => `${visibleLine(event.fault)}, ${visibleLine(event.what)}`).join('; ');
		return `a fault that somebody switched on did this: ${what}.`;
	}
	const refused = leg.events.find(event => event.type === 'transform-refused');
	if (refused?.type === 'transform-refused') {
		return `${visibleLine(refused.why)}. ${refusalWords[refused.code]}`;
	}
	const upstream = leg.events.find(event => event.type === 'upstream-refused');
	if (upstream?.type === 'upstream-refused') {
		return `${visibleLine(upstream.why)}.`;
	}
	if (closed?.type === 'connection-closed') {
		const { how, bound } = closed;
		if (bound === 'half-close') {
			return boundWords[bound];
		}
		return how === 'over-bound' && bound !== undefined ? `${endWords[how]} ${boundWords[bound]}` : endWords[how];
	}
	return leg.opened === undefined && code === 'refused'
		? `nothing: ${party?.name ?? 'it'} was not listening. Panel Servers tells whether it is stopped.`
		: 'nothing yet.';
}
