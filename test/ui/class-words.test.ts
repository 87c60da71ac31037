import { expect, test } from 'vitest';
import { spokenOutcome } from '../../source/ui/class-words.ts';
import { poemWords } from '../../source/ui/fetch-outcome.ts';
import { exchangeOutcome, shortOutcome } from '../../source/ui/outcome.ts';
import { fetchEnd, fetchProgress } from '../../source/ui/panels/client/fetch-words.ts';
import { exchangeWords } from '../../source/ui/panels/traffic/exchange-words.ts';
import { openExchange, runningFetch, sampleExchange, sampleFetch } from '../fixtures/fake-lab.ts';

const proxy = { id: 1, server: 'proxy/ecstasy', kind: 'proxy' } as const;
const hit = sampleExchange({ ...proxy, cache: 'hit', cacheFrom: 'class' });
const ownHit = sampleExchange({ ...proxy, cache: 'hit' });
const followed = openExchange({ ...proxy, cache: 'collapsed', withLab: 'Bo@mac', bytesOut: 120 });
const left = sampleExchange({ ...proxy, cache: 'collapsed', withLab: 'Bo@mac', how: 'left', bytesOut: 120 });

test('an answer of the class is heard as that, and a lab by its name as it is written', () => {
	const heard = [hit, ownHit, followed, left].map(one => spokenOutcome(exchangeOutcome(one), one).word);
	expect(heard).toEqual(['hit from the class', 'hit', 'collapsed with Bo@mac', 'left']);
	expect(exchangeWords(hit)).toMatch(/^hit from the class, proxy ecstasy/);
	expect(exchangeWords(followed)).toMatch(/^collapsed with Bo@mac, proxy ecstasy/);
	expect(fetchEnd(sampleFetch({ cache: 'hit', cacheFrom: 'class' }), 3)[0]).toMatch(/^Hit from the class, /);
	expect(fetchProgress(runningFetch({ cache: 'collapsed', withLab: 'Bo@mac', poemBytes: 120 }))).toBe(
		'Collapsed with Bo@mac: 120 bytes.',
	);
});

test('what has room for a word alone says the class with it', () => {
	const words = [hit, ownHit, followed, left].map(one => {
		const { word, detail } = shortOutcome(one);
		return `${word} ${detail}`.trim();
	});
	expect(words).toEqual(['HIT class', 'HIT', 'COLLAPSED with Bo@mac', 'LEFT']);
	expect(poemWords(sampleFetch({ cache: 'hit', cacheFrom: 'class' }))).toBe('HIT class');
	expect(poemWords(sampleFetch({ cache: 'hit' }))).toBe('HIT');
});
