import { expect, it, test } from 'vitest';
import { fittingPeerLabel, peerLabel, peerWords } from '../../../../source/ui/panels/traffic/peer-label.ts';
import { sampleExchange } from '../../../fixtures/fake-lab.ts';

it('calls a peer of ours by its name, one on this machine by its port, and any other by its address', () => {
	expect(peerLabel(sampleExchange({ id: 1, peer: 'client' }))).toBe('client');
	expect(peerLabel(sampleExchange({ id: 2 }))).toBe(':50002');
	expect(peerLabel(sampleExchange({ id: 4, peerHost: '192.168.1.4' }))).toBe('192.168.1.4:50004');
	expect(peerLabel(sampleExchange({ id: 1, peerHost: '2001:db8::1' }))).toBe('[2001:db8::1]:50001');
});

test('a lab of the class is called by its name, and found by its address too', () => {
	const ada = sampleExchange({ id: 1, peerHost: '::ffff:192.168.1.4', peerName: 'ada@mac' });
	expect(peerLabel(ada)).toBe('ada@mac');
	expect(peerWords(ada).split('\n')).toEqual(['ada@mac', '192.168.1.4:50001']);
	expect(peerLabel({ ...ada, peerName: 'a\u001b[31mda' })).not.toContain('\u001b');
});

test.each([
	['192.168.1.4', 17, '192.168.1.4:50001'],
	['192.168.1.4', 16, '192.168.1.4'],
	['192.168.1.4', 8, '19…8.1.4'],
	['2001:db8:85a3::8a2e:370:7334', 36, '[2001:db8:85a3::8a2e:370:7334]:50001'],
	['2001:db8:85a3::8a2e:370:7334', 15, '2001…e:370:7334'],
])('a stranger at %s is told in %i columns by its host rather than its port: %s', (peerHost, width, label) => {
	expect(fittingPeerLabel(sampleExchange({ id: 1, peerHost }), width)).toBe(label);
});
