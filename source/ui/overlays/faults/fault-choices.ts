import type { Fault, Settings } from '../../../faults/fault.ts';
import { FaultError, parseFault } from '../../../faults/fault-settings.ts';
import { faults } from '../../../faults/faults.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import type { OverlayOf } from '../../state.ts';
import { defaultSettings, settingsText } from './fault-label.ts';

/** One fault as the menu shows it. */
export interface FaultItem {
	readonly fault: Fault;
	readonly isOn: boolean;
	/** The settings line. */
	readonly text: string;
	/** The settings that the line stands for, or what is wrong with it. */
	readonly wanted: { readonly settings: Settings } | { readonly error: string };
	/** It is on, but the line would set it otherwise. */
	readonly isChanged: boolean;
}

/** The server of an open menu, the faults, and the one that the person is on; undefined where the server is gone. */
export function faultChoices({ server: id, typed, index }: OverlayOf<'fault-menu'>, { servers }: Snapshot) {
	const server = servers.find(one => one.id === id);
	if (server === undefined) {
		return undefined;
	}
	const choices = faults.map(fault => choiceOf(fault, server, typed[fault.name]));
	return { server, choices, choice: choices[index] };
}

function choiceOf(fault: Fault, server: ServerState, typed: string | undefined): FaultItem {
	const active = server.faults.find(({ name }) => name === fault.name);
	const now = settingsText(active ?? { name: fault.name, settings: defaultSettings(fault.name) });
	const text = typed ?? now;
	const isOn = active !== undefined;
	return { fault, isOn, text, wanted: parsed(fault, text), isChanged: isOn && text !== now };
}

function parsed({ name }: Fault, text: string): FaultItem['wanted'] {
	try {
		return { settings: parseFault(text === '' ? name : `${name}:${text}`).settings };
	} catch (error) {
		if (!(error instanceof FaultError)) {
			throw error;
		}
		return { error: error.message };
	}
}
