import { visibleLine } from '../../../wire/visible-text.ts';
import { formatPlural } from '../../format.ts';
import { type FaultChoice, faultChoices, menuServer } from '../../overlays/faults/fault-menu-state.ts';
import { hostWords } from '../../panels/client/announce.ts';
import { type FoundHost, findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import type { Overlay } from '../../state.ts';
import type { ViewModel } from '../../view-model.ts';
import { ended, listed, placeOf, plainWords, sentence, spokenParty } from '../speech.ts';

type HostPicker = Extract<Overlay, { kind: 'host-picker' }>;
type TransformPicker = Extract<Overlay, { kind: 'transform-picker' }>;

/** The host that is marked in the list, or what enter would add. */
export function currentHost({ query, index, error }: HostPicker, { snapshot }: ViewModel): string {
	const found: readonly FoundHost[] = findHosts(snapshot.hosts, query);
	const at = Math.min(index, found.length - 1);
	const host = found[at]?.host;
	if (host !== undefined) {
		return sentence(listed(hostWords(host), placeOf(at, found.length)));
	}
	const typed = readTypedHost(query);
	return sentence(
		'address' in typed
			? `None of the lab’s hosts. Enter adds ${visibleLine(typed.address)}`
			: visibleLine(error ?? typed.error),
	);
}

/** The transform that is marked, and its place in the order in which they run. */
export function currentTransform({ index, picked }: TransformPicker, { snapshot: { transforms } }: ViewModel): string {
	const transform = transforms[index];
	if (transform === undefined) {
		return 'No transforms.';
	}
	const place = picked.indexOf(transform.name);
	const runs = place === -1 ? 'off' : picked.length === 1 ? 'on' : `on, runs ${place + 1} of ${picked.length}`;
	return ended(
		`${visibleLine(transform.name)}, ${runs}, ${placeOf(index, transforms.length)}. ${visibleLine(transform.summary)}`,
	);
}

/** What is picked so far, in its order. */
export function pickedWords({ picked }: TransformPicker): string {
	return sentence(picked.length === 0 ? 'None runs' : `Runs ${picked.map(visibleLine).join(', then ')}`);
}

/** The faults of a server as somebody comes to them. */
export function faultMenuSummary(model: ViewModel): readonly string[] {
	const { overlay } = model.state;
	const server = overlay?.kind === 'fault-menu' ? menuServer(overlay, model.snapshot) : undefined;
	const on = server?.faults.length ?? 0;
	return server === undefined
		? []
		: [
				`Faults of ${spokenParty(server.id)}: ${on === 0 ? 'none is on' : `${formatPlural(on, 'fault')} on`}. Space switches one; type its settings.`,
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
export function settingsField(model: ViewModel): { readonly label: string; readonly text: string } | undefined {
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

function faultChoice({ state: { overlay }, snapshot }: ViewModel): FaultChoice | undefined {
	const server = overlay?.kind === 'fault-menu' ? menuServer(overlay, snapshot) : undefined;
	return overlay?.kind === 'fault-menu' && server !== undefined
		? faultChoices(overlay, server)[overlay.index]
		: undefined;
}
