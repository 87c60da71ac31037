/** One part of the time that it took. */
export interface Phase {
	/** Safe to show. */
	readonly name: string;
	/** 0 for a whole step; 1 for a part of the step above it. */
	readonly depth: 0 | 1;
	/** In milliseconds, as the times of events are. */
	readonly startTime: number;
	/** The newest time that is known, where it goes on. */
	readonly endTime: number;
	readonly state: 'done' | 'failed' | 'running';
}
