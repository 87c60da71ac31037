import type { CrowdCounts, FailureCode } from '../../../events/events.ts';

/** The clients of a crowd that have no poem: those that failed, by why, and those that were cancelled, which is no failure. */
export interface FailedClients {
	readonly failed: number;
	readonly reasons: readonly { readonly code: FailureCode; readonly clients: number }[];
	readonly cancelled: number;
}

/** Tells the clients that failed from those that were cancelled. */
export function failedClients(failures: CrowdCounts['failures']): FailedClients {
	const reasons = failures.filter(({ code }) => code !== 'cancelled');
	return {
		failed: sumOf(reasons),
		reasons,
		cancelled: sumOf(failures.filter(({ code }) => code === 'cancelled')),
	};
}

function sumOf(failures: CrowdCounts['failures']): number {
	return failures.reduce((sum, { clients }) => sum + clients, 0);
}
