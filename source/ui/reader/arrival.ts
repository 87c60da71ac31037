import type { ScreenState } from '../screen-state.ts';
import { headingWords, openedOf, viewWords } from './inspector/inspector-words.ts';
import type { Moment } from './moment.ts';
import { allOfClient, clientSummary } from './words/client-words.ts';
import { crowdQuestion } from './words/crowd-words.ts';
import { latencyWords } from './words/latency-words.ts';
import { lessonCard, lessonListSummary } from './words/lesson-words.ts';
import { currentHost, currentTransform, faultMenuSummary, pickedWords } from './words/picker-words.ts';
import { allOfPoem, poemSummary } from './words/poem-words.ts';
import { allServers, serversSummary } from './words/servers-words.ts';
import { allConnections, allTraffic, connectionsSummary, trafficSummary } from './words/traffic-words.ts';

/** Where the person is: what their keys go to. Two of the same place are the same text. */
export function placeName({ overlay, inspector, lesson, focused }: ScreenState): string {
	if (overlay !== undefined) {
		return overlay.kind;
	}
	return inspector !== undefined ? 'inspector' : lesson?.focused === true ? 'lesson' : focused;
}

/** What is said to somebody who comes to a place: its name, what there is, and where in it they are. */
export function arrivalLines(moment: Moment): readonly string[] {
	const { state, snapshot } = moment;
	const { overlay } = state;
	switch (overlay?.kind) {
		case 'host-picker':
			return ['Hosts. Type to find one, or a new host and port; up and down choose.', currentHost(overlay, moment)];
		case 'transform-picker':
			return [
				`Transforms: ${snapshot.transforms.length}. Space picks, enter is done. ${pickedWords(overlay)}`,
				currentTransform(overlay, moment),
			];
		case 'save-poem':
		case 'record':
			return ['A new file. Enter keeps the name, control u clears it.'];
		case 'fault-menu':
			return faultMenuSummary(moment);
		case 'crowd-prompt':
			return crowdQuestion(moment);
		case 'crowd':
			return ['Escape cancels the crowd; once it ended, enter sends the same again.'];
		case 'lessons':
			return lessonListSummary(moment);
		case 'latency':
			return latencyWords(snapshot.histogram);
		case 'help':
			return ['Keys.'];
		case undefined:
			return panelArrival(moment);
	}
}

/** All of the panel that the person is in, line by line. */
export function wholePanel(moment: Moment): readonly string[] {
	switch (moment.state.focused) {
		case 'servers':
			return allServers(moment);
		case 'traffic':
			return orEmpty(allTraffic(moment), trafficSummary(moment));
		case 'connections':
			return orEmpty(allConnections(moment), connectionsSummary(moment));
		case 'client':
			return allOfClient(moment);
		case 'poem':
			return allOfPoem(moment);
	}
}

function panelArrival(moment: Moment): readonly string[] {
	const { state } = moment;
	if (state.inspector !== undefined) {
		const opened = openedOf(moment);
		return opened === undefined ? [] : [headingWords(moment, opened), ...viewWords(opened)];
	}
	if (state.lesson?.focused === true) {
		return lessonCard(moment);
	}
	switch (state.focused) {
		case 'servers':
			return serversSummary(moment);
		case 'traffic':
			return trafficSummary(moment);
		case 'connections':
			return connectionsSummary(moment);
		case 'client':
			return clientSummary(moment);
		case 'poem':
			return poemSummary(moment);
	}
}

function orEmpty(lines: readonly string[], otherwise: readonly string[]): readonly string[] {
	return lines.length === 0 ? otherwise : lines;
}
