import type { ServerId } from '../../../events/events.ts';

/** The fault menu of one server: where the person is in it, and what was typed. */
export interface FaultMenuState {
	readonly kind: 'fault-menu';
	readonly server: ServerId;
	readonly index: number;
	/** What was typed for the settings, by the name of the fault; others are as they are on, or by default. */
	readonly typed: Readonly<Record<string, string>>;
}
