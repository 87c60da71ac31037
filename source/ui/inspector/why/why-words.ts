import type { Bound, ConnectionEnd, FailureCode, RefusalCode } from '../../../events/events.ts';

/** Each failure as a client sees it: no more than what came over its socket. */
export const sawWords: { readonly [code in FailureCode]: string } = {
	refused: 'its connection was refused.',
	unreachable: 'no way to that address: the system could not find it, or no route leads there.',
	reset:
		'a reset, in place of an orderly end. What came before it may be only a part of the poem, so it does not count.',
	'timed-out': 'nothing for longer than it was ready to wait, so it gave up and reset the connection.',
	empty: 'an orderly close before the first byte. No poem is empty, so this is a failure too.',
	'closed-without-reply': 'an orderly close and no reply.',
	'bad-reply': 'a reply that is not one whole netstring.',
	'too-long': 'more bytes than it was ready to take, so it stopped reading and reset the connection.',
	loop: 'its own question come back to it: its upstream, directly or through others, is the proxy itself.',
	cancelled:
		'nothing more: it cancelled its fetch. The abort signal goes all the way down to the socket, which was reset.',
};

/** Of each failure, the facts that the client can not know from what it saw. */
export const unknownWords: { readonly [code in FailureCode]: string } = {
	refused: 'whether the server is stopped, or never was there. A refusal says only that nobody listens now.',
	unreachable: 'whether there is a server at all.',
	reset: 'why. A crash, a stop and a cut on purpose look the same: a reset carries no reason.',
	'timed-out': 'whether the other end is slow, stuck or gone. From here, silence always looks the same.',
	empty: 'why there was no poem. The poetry protocol has no words for an error; it can only close.',
	'closed-without-reply':
		'why. An unknown name, a bad netstring and a transform that throws look the same from there: the protocol has no form for an error message.',
	'bad-reply': 'what the server meant to say.',
	'too-long': 'how much more there would have been.',
	loop: 'more than that: nothing on the wire names a loop. It knows its own connections by their ports.',
	cancelled: 'how the rest would have gone. The other end learns only that its peer is gone.',
};

/** The same two texts for a client that cancelled when the other end had said everything. */
export const allSentWords = {
	saw: 'every byte that there was, but not yet the orderly close that makes a poem of them, when it cancelled its fetch.',
	unknown: 'that nothing more would have come. Only the close could have told.',
} as const;

/** The transform server's action for each of its reasons to close without a reply; it follows the reason in the server's own words. */
export const refusalWords: { readonly [code in RefusalCode]: string } = {
	'bad-netstring': 'That is no netstring, so it closed at the first byte that showed it.',
	'too-long': 'It closed without waiting for the payload.',
	incomplete: 'There was nothing to answer, so it closed.',
	'no-dot': 'The netstring is fine, but what is in it must be <name>.<poem>, so it closed.',
	'bad-utf-8': 'The netstring is fine, but what is in it must be text in UTF-8, so it closed.',
	'unknown-transform': 'It looks a name up among its registered transforms and nowhere else, so it closed.',
	'transform-threw': 'There was no reply to send, so it closed.',
	'request-time': 'A server does not wait for ever, so it closed.',
};

/** The meaning of each way in which a server's connection ends. */
export const endWords: { readonly [how in ConnectionEnd]: string } = {
	ended: 'it said all it had to say, and closed.',
	refused: 'it closed without a reply.',
	left: 'its peer closed before it had everything.',
	reset: 'its peer reset the connection.',
	cut: 'it reset the connection on purpose: what it was passing on broke off, and an orderly close would have made half a poem look whole.',
	'over-bound': 'it closed, because a bound was reached:',
	stopped: 'it was stopped, and closed what was open.',
};

/** Each bound on the cost of a stranger, and how it was passed. */
export const boundWords: { readonly [bound in Bound]: string } = {
	connections: 'it had as many connections open as it may have.',
	'request-bytes': 'more bytes were sent to it than it takes.',
	'request-time': 'the whole request did not come in time.',
	'read-time': 'its peer took nothing of what was sent for too long.',
	'half-close':
		'its peer had closed its own side, and was sent nothing for as long as --half-close-grace says, so it was taken to have left.',
	'upstream-fetches':
		'so many of its fetches waited for a first byte that it asked its upstream for no more: that may be a loop through other proxies.',
	descriptors:
		'this program has no file descriptors left for it. More can be had with ulimit -n, before it is started.',
};
