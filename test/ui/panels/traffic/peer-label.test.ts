import { expect, it } from 'vitest';
import { peerLabel } from '../../../../source/ui/panels/traffic/peer-label.ts';
import { sampleExchange } from '../../../fixtures/fake-lab.ts';

it('calls a peer of ours by its name, one on this machine by its port, and any other by its address', () => {
	expect(peerLabel(sampleExchange({ id: 1, peer: 'client' }))).toBe('client');
	expect(peerLabel(sampleExchange({ id: 2 }))).toBe(':50002');
	expect(peerLabel(sampleExchange({ id: 4, peerHost: '192.168.1.4' }))).toBe('192.168.1.4:50004');
	expect(peerLabel(sampleExchange({ id: 1, peerHost: '2001:db8::1' }))).toBe('[2001:db8::1]:50001');
});
