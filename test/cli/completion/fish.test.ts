import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { fishCompletion } from '../../../source/cli/completion/fish.ts';
import { isInstalled, scriptFile } from './installed.ts';

const file = scriptFile(fishCompletion);

/** What fish would offer at the end of this line: a word and, after a tab, what it says of it. */
function offered(line: string): readonly string[] {
	const { stdout, stderr } = spawnSync(
		'fish',
		['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', file, line],
		{
			encoding: 'utf8',
		},
	);
	expect(stderr).toBe('');
	return stdout.split('\n').filter(Boolean);
}

describe.skipIf(!isInstalled('fish'))('in fish (left out without fish), it completes', () => {
	test.each([
		['poetry-lab ge', ['get\tfetch a poem: its exact bytes, nothing else']],
		['poetry-lab get --tr', ['--transform\ttransforms by name, in their order']],
		['poetry-lab get :1200', [":12000\tproxy/poet's", ':12001\tproxy/tyger']],
		['poetry-lab get --transform shout,rot', ['shout,rot13\tMoves each letter thirteen places on']],
		['poetry-lab get --transform=shout,rot', ['--transform=shout,rot13\tMoves each letter thirteen places on']],
		['poetry-lab --fault proxy/', ["proxy/poet's=", 'proxy/tyger=']],
		['poetry-lab --fault proxy/tyger=la', ['proxy/tyger=latency\tHolds back everything that the server says']],
		['poetry-lab --poems get serve --js', ['--json\tone JSON object for each event; replay reads it too']],
		['poetry-lab crowd --js', ['--json\tthe totals as one JSON object']],
		['poetry-lab lesson thunder', ['thundering-herd\tThe thundering herd']],
		['poetry-lab completion ba', ['bash']],
		['poetry-lab serve --strict', []],
		['poetry-lab --seed ', []],
		['poetry-lab --poems my\\ dir ser', ['serve\tthe lab without a screen, event by event']],
		['poetry-lab --poems="my dir" ser', ['serve\tthe lab without a screen, event by event']],
		['poetry-lab get --transform "shout,rot', ['shout,rot13\tMoves each letter thirteen places on']],
		["poetry-lab get --transform='shout,rot", ['--transform=shout,rot13\tMoves each letter thirteen places on']],
		['poetry-lab get --transform shout\\,rot', ['shout,rot13\tMoves each letter thirteen places on']],
		['poetry-lab --fault "proxy/ty', ['proxy/tyger=']],
		['poetry-lab --fault proxy/tyger=reset:', []],
		['poetry-lab --fault proxy/tyger=reset:after=', []],
		['poetry-lab get -- --tr', []],
		['poetry-lab -- --po', []],
		['poetry-lab -- lesson thunder', ['thundering-herd\tThe thundering herd']],
		['poetry-lab --nope serve --js', ['--json\tone JSON object for each event; replay reads it too']],
	])('“%s” with %j', (line, words) => {
		expect(offered(line)).toEqual(words);
	});

	test('the names of files for a recording', () => {
		expect(offered(`poetry-lab replay ${file.slice(0, -3)}`)).toEqual([file]);
	});
});
