import type { Telemetry } from '../../events/telemetry.ts';
import type { LabOptions } from '../lab-options.ts';
import type { Recording } from '../recording/recording.ts';
import { type Servers, startServers } from './servers.ts';

/**
 * Starts every server of the lab, recorded from the first event on where that was asked for. Throws as `startServers`
 * does, and a `RecordingError` where nothing can be recorded.
 */
export async function startRecorded(options: LabOptions, telemetry: Telemetry, recording: Recording): Promise<Servers> {
	if (options.recordTo !== undefined) {
		await recording.begin(options.recordTo);
	}
	return startServers(options, telemetry).catch(async (error: unknown) => {
		await recording.stop();
		throw error;
	});
}
