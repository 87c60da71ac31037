import { visibleLine } from '../../../wire/visible-text.ts';
import { formatPlural } from '../../format.ts';
import { ended, listed, plainWords, sentence, spokenParty } from '../../screen-reader/speech.ts';
import type { Field } from '../../view.ts';
import type { ViewModel } from '../../view-model.ts';
import { type FaultChoice, shownFaultMenu } from './fault-choices.ts';

/** The faults of a server as somebody comes to them. */
export function faultMenuSummary(model: ViewModel): readonly string[] {
	const shown = shownFaultMenu(model.state, model.snapshot);
	const on = shown?.server.faults.length ?? 0;
	return shown === undefined
		? []
		: [
				`Faults of ${spokenParty(shown.server.id)}: ${on === 0 ? 'none is on' : `${formatPlural(on, 'fault')} on`}. Space switches one; type its settings.`,
				...currentFault(model),
			];
}

/** The fault that is marked: its settings are its field's. */
export function currentFault(model: ViewModel): readonly string[] {
	const choice = faultChoice(model);
	return choice === undefined
		? []
		: [ended(`${choice.fault.name}, ${choice.isOn ? 'on' : 'off'}: ${choice.fault.summary}`)];
}

/** The line in which the marked fault's settings are typed; undefined where it has none. */
export function settingsField(model: ViewModel): Field | undefined {
	const choice = faultChoice(model);
	return choice === undefined || choice.fault.settings.length === 0
		? undefined
		: {
				label: `Settings of ${choice.fault.name}, ${choice.fault.settings.map(({ name }) => name).join(', ')}`,
				text: choice.text,
			};
}

/** What the settings that were typed would do, or what is wrong with them. */
export function settingsWords(model: ViewModel): string {
	const choice = faultChoice(model);
	if (choice === undefined) {
		return '';
	}
	const { wanted, fault } = choice;
	if ('error' in wanted) {
		return sentence(visibleLine(wanted.error));
	}
	const { settings } = wanted;
	return sentence(
		listed(
			...fault.settings.map(({ name, unit }) => {
				const value = `${settings[name] ?? 0} ${unit}`.trim();
				return plainWords(name === unit ? value : `${name} ${value}`);
			}),
		),
	);
}

function faultChoice({ state, snapshot }: ViewModel): FaultChoice | undefined {
	return shownFaultMenu(state, snapshot)?.choice;
}
