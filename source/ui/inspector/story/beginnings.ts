import type {
	ConnectionFoundOpen,
	ConnectionOpened,
	DialFoundOpen,
	DialStarted,
	FetchFoundRunning,
	FetchStarted,
	LabEvent,
} from '../../../events/events.ts';

/** With what a connection, a dial or a fetch begins to be told of: in a recording that began later, that is not its beginning. */
export type Opening = ConnectionOpened | ConnectionFoundOpen;
export type Dialling = DialStarted | DialFoundOpen;
export type Fetching = FetchStarted | FetchFoundRunning;

export function isOpening(event: LabEvent): event is Opening {
	return event.type === 'connection-opened' || event.type === 'connection-found-open';
}

export function isDialling(event: LabEvent): event is Dialling {
	return event.type === 'dial-started' || event.type === 'dial-found-open';
}

export function isFetching(event: LabEvent): event is Fetching {
	return event.type === 'fetch-started' || event.type === 'fetch-found-running';
}

/** Whether it had begun before the recording in which this stands. */
export function isFound(event: LabEvent | undefined): boolean {
	return event !== undefined && 'ageMs' in event && event.type.includes('-found-');
}

/** When what this event tells of really began. */
export function begunAt(event: LabEvent): number {
	return 'ageMs' in event && isFound(event) ? event.time - event.ageMs : event.time;
}
