import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { ScreenState } from '../../state.ts';
import { chosenAddress, hostLabel } from './client-hosts.ts';

/**
 * The state after the lab has changed: each step of a lesson that fetches sets the client to what it fetches, so that both
 * are about the same server; after the lesson all is chosen as it was before.
 */
export function observeStep(state: ScreenState, { lesson }: Pick<Snapshot, 'lesson'>): ScreenState {
	const { inLesson, ...client } = state.client;
	if (lesson === undefined) {
		return inLesson === undefined ? state : { ...state, client: { ...client, ...inLesson.before } };
	}
	const { name, step, client: asked } = lesson;
	if (asked === undefined || (inLesson?.name === name && inLesson.step === step)) {
		return state;
	}
	const { address, marked, transforms } = client;
	const before = inLesson?.before ?? { address, marked, transforms };
	return { ...state, client: { ...client, ...asked, marked: [], inLesson: { name, step, before } } };
}

/** What the choice in the client has to do with the step of the lesson that is under way. */
export function stepWords(state: ScreenState, snapshot: Snapshot): string {
	const asked = snapshot.lesson?.client;
	if (asked === undefined) {
		return 'The card says what to do. Its enter needs nothing of what is chosen here.';
	}
	const other = stepsOwnHost(state, snapshot);
	return other === undefined
		? 'This is the server of the lesson’s step. The card says what to do.'
		: `The lesson’s step is about another server: ${other}.`;
}

/** The name of the server that the step is about, where another one is chosen. */
export function stepsOwnHost(state: ScreenState, snapshot: Snapshot): string | undefined {
	const asked = snapshot.lesson?.client?.address;
	const isChosen = state.client.marked.length <= 1 && chosenAddress(state, snapshot) === asked;
	return asked === undefined || isChosen ? undefined : visibleLine(hostLabel(asked, snapshot));
}
