import type { ServerId } from '../../../events/events.ts';
import type { Fault, Settings } from '../../../faults/fault.ts';
import { FaultError, parseFault } from '../../../faults/fault-settings.ts';
import { faults } from '../../../faults/faults.ts';
import type { ServerState, Snapshot } from '../../../lab/lab.ts';
import { defaultSettings, settingsText } from './fault-label.ts';

/** The fault menu of one server: where the person is in it, and what was typed. */
export interface FaultMenuState {
	readonly kind: 'fault-menu';
	readonly server: ServerId;
	readonly index: number;
	/** What was typed for the settings, by the name of the fault; others are as they are on, or by default. */
	readonly typed: Readonly<Record<string, string>>;
}

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

/** The server of a menu, where there is still such a server. */
export function menuServer({ server }: FaultMenuState, { servers }: Snapshot): ServerState | undefined {
	return servers.find(({ id }) => id === server);
}

/** The faults that can strike a server, in their order. */
export function faultChoices({ typed }: FaultMenuState, server: ServerState): readonly FaultChoice[] {
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
