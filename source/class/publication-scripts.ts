import type { Script } from './scripts.ts';

/** Stands between two entries that are published together: no line has a control character in it. */
export const entrySeparator = '\u001e';

/**
 * Adds entries to a stream, and lets the stream and its bytes live on. One command with one text for many entries, since
 * each command and each argument costs the lab more than an entry; it closes no race, since one lab alone writes there.
 * `KEYS` the stream, the bytes; `ARGV` how many entries it keeps, for how many milliseconds, the number of the first entry,
 * and the entries: each is the first letter of its field, and its value. Gives 1 where the stream was there, and else 0.
 */
export const publish: Script = {
	keys: 2,
	text: `local fields = { e = 'event', s = 'state', a = 'anew' }
local number = tonumber(ARGV[3])
local found = redis.call('exists', KEYS[1])
for entry in string.gmatch(ARGV[4], '[^\\30]+') do
	local id = string.format('%.0f-0', number)
	redis.call('xadd', KEYS[1], 'maxlen', '~', ARGV[1], id, fields[entry:sub(1, 1)], entry:sub(2))
	number = number + 1
end
redis.call('pexpire', KEYS[1], ARGV[2])
redis.call('pexpire', KEYS[2], ARGV[2])
return found`,
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
