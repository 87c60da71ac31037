/**
 * The scripts that the engine runs. It runs one at a time, and nothing else meanwhile: so what a script looks at is
 * still so when it writes. Each says which race it closes.
 */
export interface Script {
	readonly keys: number;
	readonly text: string;
}

/**
 * Takes a name, or keeps it; gives 1 where it is this lab's now.
 * Race: two labs that ask for one name, or a lab whose name ran out and was taken by another meanwhile.
 * `KEYS` the name's key; `ARGV` the lab's token, and for how many milliseconds.
 */
export const claimName: Script = {
	keys: 1,
	text: `local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
return 1`,
};

/**
 * Removes a key that this token owns; gives 1 where it did.
 * Race: it ran out and somebody else has it by now.
 */
export const release: Script = {
	keys: 1,
	text: `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('del', KEYS[1])`,
};

/** Milliseconds of the engine's clock, which is the same for all labs. */
const now = `local clock = redis.call('time')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
`;

/**
 * Asks for an upstream's poem. Gives `hit` with its bytes and its age in milliseconds; `lead`, and the lease is the
 * asker's; `follow` with the token of the fetch that has the lease, and the asker counts as a follower of it; or `late`.
 * Race: two labs that miss at once would both fetch; and one that begins to follow just when the last one leaves would
 * follow a fetch that is being cancelled. And an engine that had stood still would give a lease to a lab that has long
 * gone on alone: everybody would wait for that until it runs out.
 * `KEYS` poem, lease, followers; `ARGV` the asker's token, the lease's milliseconds, the oldest poem that is wanted, in
 * milliseconds, or -1 for any, the time by the engine's clock after which the asker no longer waits.
 */
export const askForPoem: Script = {
	keys: 3,
	text: `${now}if now > tonumber(ARGV[4]) then return {'late'} end
local poem = redis.call('hmget', KEYS[1], 'bytes', 'at')
if poem[1] and (ARGV[3] == '-1' or now - poem[2] <= tonumber(ARGV[3])) then return {'hit', poem[1], now - poem[2]} end
if redis.call('set', KEYS[2], ARGV[1], 'nx', 'px', ARGV[2]) then
	redis.call('del', KEYS[3])
	return {'lead'}
end
redis.call('zadd', KEYS[3], now, ARGV[1])
redis.call('pexpire', KEYS[3], 60000)
return {'follow', redis.call('get', KEYS[2])}`,
};

/**
 * Adds a chunk to the stream of a fetch, and renews its lease; gives the entry's id, or nothing where it has lost the lease.
 * Race: a lab that stood still for so long that another one fetches by now, and would still write for its followers.
 * `KEYS` lease, chunks; `ARGV` token, the lease's milliseconds, the chunk's place in the poem, its bytes, the id of the
 * oldest entry that is kept.
 */
export const appendChunk: Script = {
	keys: 2,
	text: `if redis.call('get', KEYS[1]) ~= ARGV[1] then return false end
redis.call('pexpire', KEYS[1], ARGV[2])
local id = redis.call('xadd', KEYS[2], 'MINID', ARGV[5], '*', 'at', ARGV[3], 'data', ARGV[4])
redis.call('pexpire', KEYS[2], 60000)
return id`,
};

/**
 * Says that a fetch goes on; gives 1, or 0 where it has lost the lease.
 * Race: the same as of a chunk.
 * `KEYS` lease, chunks; `ARGV` token, milliseconds.
 */
export const renewLease: Script = {
	keys: 2,
	text: `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('pexpire', KEYS[2], 60000)
return redis.call('pexpire', KEYS[1], ARGV[2])`,
};

/**
 * Ends a fetch that came whole: stores the poem, marks the end of its stream, and gives the lease back; gives 1, or 0 where
 * it has lost the lease, and then does none of these.
 * Race: whoever misses between two of these would fetch the poem again; and a fetch that was taken over would replace
 * the poem of its successor.
 * `KEYS` lease, chunks, poem; `ARGV` token, the poem's bytes (none where it is too large to be kept), its milliseconds to
 * live, its length.
 */
export const endWhole: Script = {
	keys: 3,
	text: `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
${now}if ARGV[2] ~= '' then
	redis.call('hset', KEYS[3], 'bytes', ARGV[2], 'at', now)
	redis.call('pexpire', KEYS[3], ARGV[3])
end
redis.call('xadd', KEYS[2], '*', 'end', 'whole', 'bytes', ARGV[4])
redis.call('pexpire', KEYS[2], 10000)
return redis.call('del', KEYS[1])`,
};

/**
 * Ends a fetch that failed: marks the end of its stream, and gives the lease back, so that the next one can have it at
 * once; gives 1, or 0 where it has lost the lease.
 * Race: it would give back the lease of its successor.
 * `KEYS` lease, chunks; `ARGV` token, the failure's code, why.
 */
export const endFailed: Script = {
	keys: 2,
	text: `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('xadd', KEYS[2], '*', 'end', ARGV[2], 'why', ARGV[3])
redis.call('pexpire', KEYS[2], 10000)
return redis.call('del', KEYS[1])`,
};

/**
 * Gives a fetch up whose own clients have all left, unless another lab follows it; gives 1 where it was given up.
 * Race: a lab that begins to follow between the question and the end.
 * `KEYS` lease, chunks, followers; `ARGV` token, after how many milliseconds without a word a follower counts as gone.
 */
export const giveUp: Script = {
	keys: 3,
	text: `if redis.call('get', KEYS[1]) ~= ARGV[1] then return 1 end
${now}redis.call('zremrangebyscore', KEYS[3], '-inf', now - ARGV[2])
if redis.call('zcard', KEYS[3]) > 0 then return 0 end
redis.call('xadd', KEYS[2], '*', 'end', 'cancelled', 'why', 'cancelled')
redis.call('pexpire', KEYS[2], 10000)
return redis.call('del', KEYS[1])`,
};

/**
 * Says that a fetch is still followed; gives 1 where it goes on, or its end mark is there to be read, and else 0.
 * Race: a fetch that ends between the question for its lease and the one for its end mark would seem to have died.
 * `KEYS` lease, chunks, followers; `ARGV` the token of the fetch, that of the follower.
 */
export const stillFollows: Script = {
	keys: 3,
	text: `if redis.call('get', KEYS[1]) == ARGV[1] then
	${now}redis.call('zadd', KEYS[3], now, ARGV[2])
	return 1
end
local last = redis.call('xrevrange', KEYS[2], '+', '-', 'COUNT', 1)
if last[1] and last[1][2][1] == 'end' then return 1 end
return 0`,
};

/** The command that runs a script with these keys and arguments. */
export function evaluate(
	{ text, keys }: Script,
	...values: readonly (string | Buffer | number)[]
): readonly (string | Buffer)[] {
	return ['EVAL', text, String(keys), ...values.map(value => (typeof value === 'number' ? String(value) : value))];
}
