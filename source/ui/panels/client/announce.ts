import type { Host } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatPlural } from '../../format.ts';
import { outcomeText } from '../../outcome.ts';
import { listed, plainWords, sentence, spokenParty } from '../../screen-reader/speech.ts';
import type { ViewModel } from '../../view-model.ts';
import { chosenAddress, chosenHost } from './client-hosts.ts';
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
export function clientSummary(model: ViewModel): readonly string[] {
	if (model.snapshot.replay !== undefined) {
		return ['Client: what it did in the recording.', ...outcomeLines(model)];
	}
	const transforms = model.state.client.transforms.map(visibleLine).join(', ');
	return [
		sentence(`Client: ${chosenWords(model)}; ${transforms === '' ? 'no transforms' : `transforms ${transforms}`}`),
		clientField(model),
	];
}

/** The field that the person is on, and what can be done there. */
export function clientField(model: ViewModel): string {
	const transforms = model.state.client.transforms.map(visibleLine).join(', ');
	switch (model.state.client.field) {
		case 'host':
			return sentence(`Host: ${chosenWords(model)}. Enter chooses, left and right change it`);
		case 'transforms':
			return sentence(`Transforms: ${transforms === '' ? 'none' : transforms}. Enter chooses`);
		case 'fetch':
			return 'Fetch button. Enter fetches.';
	}
}

/** The host that a fetch would go to. */
export function chosenWords({ state, snapshot }: ViewModel): string {
	const host = chosenHost(state, snapshot);
	const address = chosenAddress(state, snapshot);
	if (host !== undefined) {
		return hostWords(host);
	}
	return address === undefined ? 'no host yet' : listed(visibleLine(address), 'not one of ours');
}

/** The form, what came of the newest fetch, and those before it. */
export function allOfClient(model: ViewModel): readonly string[] {
	const past = model.state.pastFetches.filter(({ id }) => id !== model.snapshot.fetch?.id).toReversed();
	return [
		...clientSummary(model),
		...(model.snapshot.replay === undefined ? outcomeLines(model) : []),
		...(past.length === 0 ? [] : [`${formatPlural(past.length, 'earlier fetch', 'earlier fetches')}, newest first.`]),
		...past.map(({ host, outcome, transforms }) =>
			sentence(listed(plainWords(outcomeText(outcome)).toLowerCase(), spokenParty(host), ...transforms)),
		),
	];
}

function outcomeLines({ snapshot: { fetch, totals }, poem }: ViewModel): readonly string[] {
	if (fetch === undefined) {
		return [totals.fetches > 0 ? 'What was fetched before this recording is not in it.' : 'Nothing was fetched yet.'];
	}
	return fetch.status === 'running' ? [fetchProgress(fetch)] : fetchEnd(fetch, poem.rowCount);
}
