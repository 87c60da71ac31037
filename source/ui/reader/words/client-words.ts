import type { Host } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { chosenAddress, chosenHost } from '../../client/client-hosts.ts';
import { formatPlural } from '../../format.ts';
import { outcomeText } from '../../outcome.ts';
import type { Moment } from '../moment.ts';
import { listed, plainWords, sentence, spokenParty } from '../speech.ts';
import { fetchEnd, fetchProgress } from './fetch-words.ts';

/** A host by its name, and what it is to the person. */
export function hostWords(host: Host): string {
	const { label, address, server, status } = host;
	const down = status === 'stopped' || status === 'failed' ? status : '';
	return server === undefined
		? listed(visibleLine(address), 'not one of ours', down)
		: listed(spokenParty(label), address.replace(/^127\.0\.0\.1:/, 'port '), down);
}

/** The client as somebody comes to it: what would be asked for, and which field the person is on. */
export function clientSummary(moment: Moment): readonly string[] {
	if (moment.snapshot.replay !== undefined) {
		return ['Client: what it did in the recording.', ...outcomeLines(moment)];
	}
	const transforms = moment.state.client.transforms.map(visibleLine).join(', ');
	return [
		sentence(`Client: ${chosenWords(moment)}; ${transforms === '' ? 'no transforms' : `transforms ${transforms}`}`),
		clientField(moment),
	];
}

/** The field that the person is on, and what can be done there. */
export function clientField(moment: Moment): string {
	const transforms = moment.state.client.transforms.map(visibleLine).join(', ');
	switch (moment.state.client.field) {
		case 'host':
			return sentence(`Host: ${chosenWords(moment)}. Enter chooses, left and right change it`);
		case 'transforms':
			return sentence(`Transforms: ${transforms === '' ? 'none' : transforms}. Enter chooses`);
		case 'fetch':
			return 'Fetch button. Enter fetches.';
	}
}

/** The host that a fetch would go to. */
export function chosenWords({ state, snapshot }: Moment): string {
	const host = chosenHost(state, snapshot);
	const address = chosenAddress(state, snapshot);
	if (host !== undefined) {
		return hostWords(host);
	}
	return address === undefined ? 'no host yet' : listed(visibleLine(address), 'not one of ours');
}

/** The form, what came of the newest fetch, and those before it. */
export function allOfClient(moment: Moment): readonly string[] {
	const past = moment.state.pastFetches.filter(({ id }) => id !== moment.snapshot.fetch?.id).toReversed();
	return [
		...clientSummary(moment),
		...(moment.snapshot.replay === undefined ? outcomeLines(moment) : []),
		...(past.length === 0 ? [] : [`${formatPlural(past.length, 'earlier fetch', 'earlier fetches')}, newest first.`]),
		...past.map(({ host, outcome, transforms }) =>
			sentence(listed(plainWords(outcomeText(outcome)).toLowerCase(), spokenParty(host), ...transforms)),
		),
	];
}

function outcomeLines({ snapshot: { fetch }, poem }: Moment): readonly string[] {
	if (fetch === undefined) {
		return ['Nothing was fetched yet.'];
	}
	return fetch.status === 'running' ? [fetchProgress(fetch)] : fetchEnd(fetch, poem.rowCount);
}
