import { visibleLine } from '../../../wire/visible-text.ts';
import { formatPlural } from '../../format.ts';
import { ended, listed, plainWords, sentence, spokenParty } from '../../screen-reader/speech.ts';
import type { OverlayOf } from '../../state.ts';
import type { ViewModel } from '../../view.ts';
import type { OverlayParts } from '../overlay-view.tsx';
import { type FaultItem, faultChoices } from './fault-choices.ts';

type Menu = OverlayOf<'fault-menu'>;

/** The faults of a server, for a screen reader; the settings of the marked one are a field of text. */
export const spokenFaults: OverlayParts<Menu>['spoken'] = {
	arrival(menu, model) {
		const server = faultChoices(menu, model.snapshot)?.server;
		if (server === undefined) {
			return [];
		}
		const on = server.faults.length;
		const how = on === 0 ? 'none is on' : `${formatPlural(on, 'fault')} on`;
		return [
			`Faults of ${spokenParty(server.id)}: ${how}. Space switches one; type its settings.`,
			...markedFault(menu, model),
		];
	},
	moved: (menu, was, model) => (was.index === menu.index ? [] : markedFault(menu, model)),
	field(menu, { snapshot }) {
		const choice = faultChoices(menu, snapshot)?.choice;
		if (choice === undefined || choice.fault.settings.length === 0) {
			return undefined;
		}
		const { name, settings } = choice.fault;
		return { label: `Settings of ${name}, ${settings.map(setting => setting.name).join(', ')}`, text: choice.text };
	},
	standing(menu, { snapshot }) {
		const choice = faultChoices(menu, snapshot)?.choice;
		return choice === undefined ? '' : settingsWords(choice);
	},
};

function markedFault(menu: Menu, { snapshot }: ViewModel): readonly string[] {
	const choice = faultChoices(menu, snapshot)?.choice;
	return choice === undefined
		? []
		: [ended(`${choice.fault.name}, ${choice.isOn ? 'on' : 'off'}: ${choice.fault.summary}`)];
}

/** The typed settings in words, or what is wrong with them. */
function settingsWords({ wanted, fault }: FaultItem): string {
	if ('error' in wanted) {
		return sentence(visibleLine(wanted.error));
	}
	const words = fault.settings.map(({ name, unit }) => {
		const value = `${wanted.settings[name] ?? 0} ${unit}`.trim();
		return plainWords(name === unit ? value : `${name} ${value}`);
	});
	return sentence(listed(...words));
}
