import { isUtf8 } from 'node:buffer';
import type { Conversation } from '../inspector/bytes/conversation.ts';
import type { Copied } from './copy.ts';

/**
 * One direction's bytes, to be copied: as text where they are valid UTF-8, else in hex. Each turn is the next direction
 * that has any. A string says why there is nothing to copy.
 */
export function copiedBytes(conversation: Conversation | undefined, turn: number): Copied | string {
	if (conversation === undefined) {
		return 'its bytes are no longer kept';
	}
	const flows = [conversation.toServer, conversation.toPeer].filter(({ bytes }) => bytes.length > 0);
	const flow = flows[turn % Math.max(1, flows.length)];
	if (flow === undefined) {
		return 'no byte has come yet';
	}
	const bytes = flow.bytes.slice(0, flow.bytes.length);
	const { name } = flow;
	if (bytes === undefined) {
		return `not all bytes of the ${name} are kept`;
	}
	const other = flows.find(candidate => candidate !== flow);
	const isText = isUtf8(bytes);
	const form = isText ? 'the' : 'hex of the';
	return {
		what: `${form} ${name}`,
		content: isText ? bytes : Buffer.from(hexWords(bytes)),
		instead: 'select it with the mouse',
		...(other !== undefined && { next: `y again: the ${other.name}` }),
	};
}

function hexWords(bytes: Uint8Array): string {
	return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');
}
