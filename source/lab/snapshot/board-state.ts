import type { LabSummary } from './lab-summary.ts';

/** The board of a class: every lab that it has heard of. */
export interface BoardState {
	/** The engine's `host:port`, with the number of its database. */
	readonly engine: string;
	/** The URL with which others join, without its password; absent where nobody is asked to. */
	readonly joinUrl?: string;
	/** By name. */
	readonly labs: readonly BoardLab[];
	/** Why nothing is known now: the engine is away. */
	readonly away?: string;
	/** Why the lab that was asked for cannot be watched. */
	readonly problem?: string;
}

/** One lab on the board. All of its texts are a stranger's. */
export interface BoardLab extends LabSummary {
	readonly name: string;
	/** It is in the class now. */
	readonly isHere: boolean;
	/** The time since anything was heard of it, in milliseconds: 0 below ten seconds, then in steps of ten seconds or a minute. */
	readonly heardMs: number;
	/** For how long somebody has been at the step of a lesson, in whole minutes, as milliseconds; absent where nobody is at one. */
	readonly stepMs?: number;
}

/** A lab of which nothing was heard for so long is quiet, in milliseconds. */
export const quietAfterMs = 60_000;
