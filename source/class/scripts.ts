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

/** The command that runs a script with these keys and arguments. */
export function evaluate(
	{ text, keys }: Script,
	...values: readonly (string | Buffer | number)[]
): readonly (string | Buffer)[] {
	return ['EVAL', text, String(keys), ...values.map(value => (typeof value === 'number' ? String(value) : value))];
}
