import type { CrowdId } from '../../../events/events.ts';

/** The size of a crowd to be sent, as far as it was typed. */
export interface CrowdPromptState {
	readonly kind: 'crowd-prompt';
	readonly field: 'clients' | 'rate';
	readonly clients: string;
	/** Clients a second; empty for all at once. */
	readonly rate: string;
	/** The field holds what was typed, not what was proposed. */
	readonly isTouched: boolean;
	readonly error?: string;
}

/** The newest crowd is shown. */
export interface CrowdOverlayState {
	readonly kind: 'crowd';
	/** The crowd that was there before the one that was asked for. */
	readonly after?: CrowdId | undefined;
	/** The crowd that was asked to end. */
	readonly cancelling?: CrowdId;
}
