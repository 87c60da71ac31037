import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import type { Host } from '../../../lab/snapshot/host.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { spokenOutcome } from '../../class-words.ts';
import { fetchOutcome } from '../../fetch-outcome.ts';
import { formatPlural } from '../../format.ts';
import { listed, placeOf, plainWords, sentence, spokenParty } from '../../screen-reader/speech.ts';
import type { ViewModel } from '../../view.ts';
import { atOnceWords, batchEndWords, comparisonWords } from './batch-words.ts';
import { listedFetches, shownBatch } from './client-fetches.ts';
import { chosenAddress, chosenHost, hostLabel, hostsWords } from './client-hosts.ts';
import { fetchEnd, fetchProgress } from './fetch-words.ts';
import { stepWords } from './lesson-client.ts';

/** A host by its name, and what it is to the person. */
export function hostWords(host: Host): string {
	const { label, address, forOthers = address, server, status } = host;
	const down = status === 'stopped' || status === 'failed' ? status : '';
	return server === undefined
		? listed(visibleLine(address), 'not one of ours', down)
		: listed(spokenParty(label), forOthers.replace(/^127\.0\.0\.1:/, 'port '), down);
}

/** The client as somebody comes to it: what would be asked for, and which field the person is on. */
export function clientSummary(model: ViewModel): readonly string[] {
	if (model.snapshot.replay !== undefined) {
		return ['Client: what it did in the recording.', ...outcomeLines(model)];
	}
	const transforms = model.state.client.transforms.map(visibleLine).join(', ');
	return [
		sentence(`Client: ${chosenWords(model)}; ${transforms === '' ? 'no transforms' : `transforms ${transforms}`}`),
		...(model.snapshot.lesson === undefined ? [] : [stepWords(model.state, model.snapshot)]),
		clientField(model),
	];
}

/** The field that the person is on, and what can be done there. */
export function clientField(model: ViewModel): string {
	const { atOnce, promise } = model.state.client;
	const transforms = model.state.client.transforms.map(visibleLine).join(', ');
	switch (model.state.client.field) {
		case 'host':
			return sentence(`Host: ${chosenWords(model)}. Enter chooses, left and right change it`);
		case 'transforms':
			return sentence(
				`Transforms: ${transforms === '' ? 'none' : transforms}. Enter chooses, left and right change it`,
			);
		case 'at-once':
			return sentence(
				`${atOnceWords(atOnce)} at once, in Promise ${promise === 'all' ? 'all' : 'all settled'}. Left and right change it`,
			);
		case 'fetch':
			return 'Fetch button. Enter fetches.';
		case 'fetches':
			return model.snapshot.fetch === undefined ? 'No fetches yet.' : listedFetch(model.snapshot.fetch, model.snapshot);
	}
}

/** A fetch of the list: its host, its word, and its place. */
function listedFetch(fetch: FetchState, snapshot: Snapshot): string {
	const items = listedFetches(snapshot);
	const place = items.findIndex(({ id }) => id === fetch.id);
	return sentence(listed(fetchLine(fetch, snapshot), place < 0 ? '' : placeOf(place, items.length)));
}

function fetchLine(fetch: FetchState, snapshot: Snapshot): string {
	const host = spokenParty(fetch.server ?? hostLabel(fetch.address, snapshot));
	const transforms = fetch.steps.map(({ transform }) => visibleLine(transform));
	const { word, detail } = spokenOutcome(fetchOutcome(fetch), fetch);
	return listed(host, plainWords(`${word} ${detail}`), ...transforms);
}

/** The host that a fetch would go to. */
export function chosenWords({ state, snapshot }: ViewModel): string {
	if (state.client.marked.length > 1) {
		return hostsWords(state.client.marked, snapshot);
	}
	const host = chosenHost(state, snapshot);
	const address = chosenAddress(state, snapshot);
	if (host !== undefined) {
		return hostWords(host);
	}
	return address === undefined ? 'no host yet' : listed(visibleLine(address), 'not one of ours');
}

/** The form, what came of the newest fetch, and those before it. */
export function allOfClient(model: ViewModel): readonly string[] {
	const { snapshot } = model;
	const past = listedFetches(snapshot).filter(({ id }) => id !== snapshot.fetch?.id);
	const batch = shownBatch(snapshot);
	return [
		...clientSummary(model),
		...(snapshot.replay === undefined ? outcomeLines(model) : []),
		...(batch?.end === undefined
			? []
			: [batchEndWords(batch.end, batch.atOnce), comparisonWords(batch, snapshot.batches)]
					.filter(words => words !== '')
					.map(words => sentence(plainWords(words)))),
		...(past.length === 0 ? [] : [`${formatPlural(past.length, 'other fetch', 'other fetches')}, newest first.`]),
		...past.map(fetch => sentence(fetchLine(fetch, snapshot))),
	];
}

function outcomeLines({ snapshot: { fetch, totals }, poem }: ViewModel): readonly string[] {
	if (fetch === undefined) {
		return [totals.fetches > 0 ? 'What was fetched before this recording is not in it.' : 'Nothing was fetched yet.'];
	}
	return fetch.status === 'running' ? [fetchProgress(fetch)] : fetchEnd(fetch, poem.rowCount);
}
