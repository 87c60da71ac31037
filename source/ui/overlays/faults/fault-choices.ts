import type { Fault, Settings } from '../../../faults/fault.ts';
import { FaultError, parseFault } from '../../../faults/fault-settings.ts';
import { faults } from '../../../faults/faults.ts';
import type { ServerState, Snapshot } from '../../../lab/snapshot.ts';
import { type OverlayOf, overlayOf, type ScreenState } from '../../state.ts';
import { defaultSettings, settingsText } from './fault-label.ts';

/** One fault as the menu shows it. */
export interface FaultChoice {
	readonly fault: Fault;
	readonly isOn: boolean;
	/** The settings line. */
	readonly text: string;
	/** What the line would set, or why it can not be set so. */
	readonly wanted: { readonly settings: Settings } | { readonly error: string };
	/** It is on, but the line would set it otherwise. */
	readonly isChanged: boolean;
}

/** A menu that is open. */
export interface ShownFaultMenu {
	readonly menu: OverlayOf<'fault-menu'>;
	readonly server: ServerState;
	readonly choices: readonly FaultChoice[];
	/** The one that the person is on. */
	readonly choice: FaultChoice | undefined;
}

/** The menu that is open; undefined where there is none, or no such server any more. */
export function shownFaultMenu(state: ScreenState, { servers }: Snapshot): ShownFaultMenu | undefined {
	const menu = overlayOf(state, 'fault-menu');
	const server = servers.find(({ id }) => id === menu?.server);
	if (menu === undefined || server === undefined) {
		return undefined;
	}
	const choices = faultChoices(menu, server);
	return { menu, server, choices, choice: choices[menu.index] };
}

/** The faults that can strike a server, in their order. */
function faultChoices({ typed }: OverlayOf<'fault-menu'>, server: ServerState): readonly FaultChoice[] {
	return faults
		.filter(({ kinds }) => kinds.includes(server.kind))
		.map(fault => {
			const active = server.faults.find(({ name }) => name === fault.name);
			const now = settingsText(active ?? { name: fault.name, settings: defaultSettings(fault.name) });
			const text = typed[fault.name] ?? now;
			const wanted = parsed(fault, text);
			return { fault, isOn: active !== undefined, text, wanted, isChanged: active !== undefined && text !== now };
		});
}

function parsed({ name }: Fault, text: string): FaultChoice['wanted'] {
	try {
		return { settings: parseFault(text === '' ? name : `${name}:${text}`).settings };
	} catch (error) {
		if (!(error instanceof FaultError)) {
			throw error;
		}
		return { error: error.message };
	}
}
