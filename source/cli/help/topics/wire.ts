import type { Topic } from '../topic.ts';

export const wire: Topic = {
	name: 'wire',
	title: 'On the wire',
	summary: 'the three protocols, for a client of your own',
	examples: [
		{ line: 'nc 127.0.0.1 10000', does: 'a poem from its server' },
		{ line: 'nc 127.0.0.1 12000', does: 'the same through its caching proxy' },
		{ line: 'printf "10:shout.Poem," | nc -q 1 127.0.0.1 11000', does: 'a transform' },
	],
	blocks: [
		'Everything is plain TCP: netcat, a Twisted program or another lab can take part.',
		'A poetry server: connect, send nothing, read to the end. The server sends the poem’s bytes and closes. An orderly close is the end of the poem; a reset, a timeout, or a close before the first byte is a failure.',
		'The transform server speaks netstrings in both directions (https://cr.yp.to/proto/netstrings.txt): <length>:<bytes>, with a comma at the end. The request is <transform>.<poem>, split at the first dot. The reply is the new poem. There is no error reply: when anything is wrong with a request, the server closes without a reply, and the client keeps the poem as it was.',
		'A caching proxy looks like a poetry server, and streams. On a miss it passes each byte on as soon as it arrives. Clients that come meanwhile get what has arrived so far and then follow live, all on one upstream connection. Only a poem that ended in order is kept in the cache.',
		'A proxy must not be its own upstream, directly or through other proxies. Where that is known at the start, the lab does not start; otherwise the first fetch is refused as a loop. A circle through another program looks like any other client: its fetch times out after 30 s without a byte, with a hint about that. Without collapsing, at most 1,000 fetches of a proxy wait for their first byte.',
	],
};
