import type { StruckFault } from '../../../events/events.ts';
import { findFault } from '../../../faults/fault-settings.ts';
import { faults } from '../../../faults/faults.ts';
import type { ActiveFault, ServerState } from '../../../lab/snapshot/server-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { signs } from '../../text/tones.ts';

/** The values of a fault's settings as a person would type them: `300:50`; what is by default at the end is left out. */
export function settingsText({ name, settings }: ActiveFault): string {
	const fault = faults.find(one => one.name === name);
	if (fault === undefined) {
		return Object.values(settings).join(':');
	}
	const last = fault.settings.findLastIndex(({ name: key, byDefault }) => (settings[key] ?? byDefault) !== byDefault);
	// The first value is what the fault is about; a probability alone says nothing that is not so without it.
	const shown = fault.settings.slice(0, Math.max(last + 1, fault.settings.length > 1 ? 1 : 0));
	return shown.map(({ name: key, byDefault }) => settings[key] ?? byDefault).join(':');
}

/** A fault with its settings, as it can be typed: `reset:120`. */
export function faultLabel(fault: ActiveFault): string {
	const text = settingsText(fault);
	return text === '' ? visibleLine(fault.name) : `${visibleLine(fault.name)}:${text}`;
}

/** A server's faults, and that it does not collapse: `↯ reset:120 no collapsing`; empty where it has none. */
export function brokenWords(server: ServerState): string {
	return brokenParts(server, faultLabel).join(' ');
}

/** The same in about so many columns: without the settings, and then with only the number of what is left out. */
export function brokenWordsIn(server: ServerState, width: number): string {
	const words = brokenParts(server, ({ name }) => visibleLine(name));
	const ways = words.map((_, at) => {
		const kept = words.slice(0, words.length - at).join(' ');
		return at === 0 ? kept : `${kept} +${at}`;
	});
	return [brokenWords(server), ...ways].find(way => way.length <= width) ?? ways.at(-1) ?? '';
}

function brokenParts({ faults: on, down, collapsing }: ServerState, label: (fault: ActiveFault) => string) {
	return [
		...(down ? ['DOWN'] : []),
		...on.filter(({ name }) => name !== 'down').map(fault => `${signs.fault} ${label(fault)}`),
		...(collapsing === false ? ['no collapsing'] : []),
	];
}

/** The faults that struck an exchange, so that they are told from the failure that they cause: `↯ truncate`. */
export function struckWords(struck: readonly StruckFault[] = []): string {
	const names = [...new Set(struck.map(({ name }) => visibleLine(name)))];
	return names.length === 0 ? '' : `${signs.fault} ${names.join(', ')}`;
}

/** The number of faults that are on, over all servers. */
export function faultCount(servers: readonly ServerState[]): number {
	return servers.reduce((total, { faults: on }) => total + on.length, 0);
}

/** The settings that a fault has by default. */
export function defaultSettings(name: string): ActiveFault['settings'] {
	return Object.fromEntries(findFault(name).settings.map(setting => [setting.name, setting.byDefault]));
}
