import type { Snapshot } from '../lab/snapshot.ts';
import { whyNotInReplay } from './keymap/key-lookup.ts';
import type { Command } from './keymap.ts';

/** The subject of the screen: a lab with servers, a recording, a lab of a class that is watched, or the board of a class. */
export type Mode = 'lab' | 'replay' | 'watch' | 'board';

/** The mode that a snapshot is shown in. */
export function modeOf({ board, replay }: Pick<Snapshot, 'board' | 'replay'>): Mode {
	if (board !== undefined) {
		return 'board';
	}
	return replay === undefined ? 'lab' : replay.live === undefined ? 'replay' : 'watch';
}

/** The reason why a command is of no use in this mode; undefined where it is of use. */
export function whyNot(command: Command, mode: Mode): string | undefined {
	const isOfUse = mode === 'lab' || mode === 'board' || (mode === 'watch' && command === 'record');
	return isOfUse ? undefined : whyNotInReplay(command);
}

/** What a lab that can not be changed is, at the start of a sentence that says why something can not be done. */
export function onlyShown(mode: Mode): string {
	return mode === 'watch' ? 'you only watch this lab' : 'this is a recording';
}
