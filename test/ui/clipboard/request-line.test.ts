import { expect, test } from 'vitest';
import { requestLine } from '../../../source/ui/clipboard/request-line.ts';
import { spokenServers } from '../../../source/ui/panels/servers/announce.ts';
import { welcome } from '../../../source/ui/screen-reader/welcome.ts';
import { sampleExchange, sampleServer, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const exchange = sampleExchange({ id: 1 });
const everywhere = sampleServer({ id: exchange.server, host: '0.0.0.0', reachableAt: ['192.168.1.5', '10.0.0.7'] });

test('the line of a server on all addresses has the one that others are likely to reach', () => {
	expect(requestLine(exchange, [everywhere], [])).toEqual({ line: 'nc 192.168.1.5 10000 </dev/null' });
});

test('an address from a recording is no line where a shell would obey it', () => {
	const hostile = { ...everywhere, reachableAt: ['$(reboot)'] };
	expect(requestLine(exchange, [hostile], [])).toEqual({ why: expect.stringContaining('none that a shell') });
});

test('the address that others dial is said of a server', () => {
	const [, said] = spokenServers.arrival?.(modelOf({ snapshot: { ...sampleSnapshot(), servers: [everywhere] } })) ?? [];
	expect(said).toContain('192.168.1.5 port 10000');
});

test('all addresses are said at the start', () => {
	const model = modelOf({ snapshot: { ...sampleSnapshot(), servers: [everywhere] } });
	expect(welcome(model)).toContain('Others dial 192.168.1.5 or 10.0.0.7.');
});
