import type { Fault } from '../faults/fault.ts';
import { faults } from '../faults/faults.ts';

/** What `--help` prints: examples first. */
export const help = `
A laboratory for asynchronous network programming: poetry servers, netstring
transforms and caching proxies on real sockets, made visible.

Try it
  $ poetry-lab                                open the lab
  $ poetry-lab get 127.0.0.1:12000            fetch a poem through a caching proxy
  $ poetry-lab get :10000 --transform shout   … and run it through a transform
  $ nc 127.0.0.1 10000                        any netcat can join in
  $ poetry-lab lesson                         what there is to learn, step by step

Commands
  poetry-lab [lab flags]                      the lab, full screen; without a terminal, the same as serve
  poetry-lab serve [lab flags] [--json]       the same servers without a screen: a line an event
  poetry-lab lesson [name] [lab flags]        the lessons, or the lab set up for one; --reset: none is done
  poetry-lab replay <file>                    a recording, full screen: play it, step through it, look inside
  poetry-lab crowd <host:port> [crowd flags]  many clients at once, and what became of them
  poetry-lab get <host:port>... [get flags]   write a poem's exact bytes to stdout, and nothing else

Lab flags
  --poems <dir>            every *.txt in it is a poem                  (the bundled poems)
  --slow <poem>            send this poem slowly; repeatable            (one of the bundled ones)
  --transforms <dir>       your own transforms: a module each, exporting one function
  --iface <address>        where to listen                              (127.0.0.1)
  --poetry-port <n>        first poetry server, then one up a poem; 0: any free port       (10000)
  --transform-port <n>     transform server                                                (11000)
  --proxy-port <n>         first caching proxy, one for each poetry server                 (12000)
  --upstream <host:port>   one more proxy, before a poetry server elsewhere; repeatable
  --host <host:port>       one more host to pick in the client panel; repeatable
  --ttl <ms>               how long a cached poem is fresh              (for ever)
  --fault <server>=<fault>[:<setting>...]     break it on purpose; repeatable: proxy/tyger=latency:300
  --seed <n>               the same seed gives the same faults again    (drawn, and told)
  --without-collapsing <proxy>                each client that misses has its own fetch; repeatable
  --record <file>          write every event to a new file, for replay
  --json                   with serve: JSON Lines, which replay reads too

Get flags
  --transform <a,b>        transforms by name, in order
  --via <host:port>        the transform server                         (127.0.0.1:11000)
  --timeout <ms>           the longest that a poem or a transform may take
  --strict                 exit with 4 when a transform failed and the original poem came
  --json                   one JSON object a poem instead of its bytes

Crowd flags, and --transform, --via, --timeout, --json as above
  --clients <n>            how many
  --rate <n>               how many a second                            (all at once)

Faults, with their settings in order or by name (reset:after=120:p=0.5)
${faults.map(faultLine).join('\n')}
  All but down also take p, the probability that a connection is struck, from 0 to 1   (1)

Exit codes
  0 done   1 no poem, or not all of a crowd's, or a port that was asked for is taken   2 wrong usage
  4 fell back, with --strict
  130 and 143 after SIGINT and SIGTERM
`;

/** A fault's name, its settings and what it does, from its own description. */
function faultLine({ name, summary, settings }: Fault): string {
	const own = settings.filter(setting => setting.name !== 'p');
	const form = [name, ...own.map(setting => `<${setting.name}>`)].join(':');
	const defaults = own.map(({ byDefault, unit }) => `${byDefault} ${unit}`.trim()).join(', ');
	return `  ${form.padEnd(24)} ${summary.padEnd(50)}${defaults === '' ? '' : ` (${defaults})`}`.trimEnd();
}
