import type { Script } from './scripts.ts';

/**
 * Adds entries to a stream, each by its id, its field and its value, and lets the stream and its bytes live on.
 * `KEYS` the stream, the bytes; `ARGV` how many entries it keeps, and for how many milliseconds, then the entries. One
 * command for many entries; it closes no race, since one lab alone writes there.
 */
export const publish: Script = {
	keys: 2,
	text: `for at = 3, #ARGV, 3 do
	redis.call('xadd', KEYS[1], 'maxlen', '~', ARGV[1], ARGV[at], ARGV[at + 1], ARGV[at + 2])
end
redis.call('pexpire', KEYS[1], ARGV[2])
redis.call('pexpire', KEYS[2], ARGV[2])
return 1`,
};

/**
 * Notes what a lab tells of itself, and when that is by the engine's clock: those of the labs differ.
 * `KEYS` the labs, when they were heard of; `ARGV` the lab's name, what it tells, for how many milliseconds that is kept.
 */
export const tellOfLab: Script = {
	keys: 2,
	text: `local now = redis.call('time')
redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
redis.call('hset', KEYS[2], ARGV[1], now[1] * 1000 + math.floor(now[2] / 1000))
redis.call('pexpire', KEYS[1], ARGV[3])
redis.call('pexpire', KEYS[2], ARGV[3])
return 1`,
};
