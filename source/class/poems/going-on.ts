import { DialError } from '../../net/dial/dial-error.ts';
import type { OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import type { SharedReceiver } from '../../services/proxy/shared-poems.ts';

/**
 * Takes a poem from its upstream of which a part is here already: what comes must begin with that part, and only the rest
 * is passed on. `differs` is called where it does not, since clients have had that part.
 */
export function goingOn(receiver: SharedReceiver, differs: (failure: DialError) => void): OutgoingReceiver {
	const had = Buffer.concat(receiver.poem.pieces());
	let at = 0;
	return {
		connected: () => receiver.connected?.(),
		received(chunk) {
			const known = Math.min(chunk.length, had.length - at);
			if (had.compare(chunk, 0, known, at, at + known) !== 0) {
				differs(new DialError('reset', 'the upstream has another poem by now than the one that had begun'));
				return;
			}
			at += known;
			if (known < chunk.length) {
				receiver.received(chunk.subarray(known));
			}
		},
		over(failure) {
			const isShorter = failure === undefined && at < had.length;
			receiver.over(isShorter ? new DialError('reset', 'the upstream’s poem is shorter by now') : failure);
		},
	};
}
