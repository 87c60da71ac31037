import type { Topic } from '../topic.ts';

export const classes: Topic = {
	name: 'classes',
	title: 'A class',
	summary: 'many labs, one cache, one place to watch from',
	examples: [
		{ line: 'redis-server --port 7000 --bind 0.0.0.0 --requirepass secret', does: 'the engine' },
		{ line: 'docker run -p 7000:6379 redis:7 --requirepass secret', does: 'or in Docker' },
		{ line: 'poetry-lab --class redis://:secret@teacher.local:7000 --as ada', does: 'a lab joins' },
		{ line: 'poetry-lab class redis://:secret@teacher.local:7000', does: 'the board' },
		{ line: 'poetry-lab watch redis://:secret@teacher.local:7000 ada', does: 'one lab, live' },
	],
	blocks: [
		'Labs on many machines share an engine, Valkey or Redis 7 or newer, and each of its databases is a class of its own: redis://host:7000/1. On Debian it comes with apt install redis-server, on macOS with brew install redis. Without --class nothing of this is loaded.',
		'The labs have one cache. A proxy looks in its own, then asks the class, then its upstream; those who miss at the same time in different labs share one fetch. An upstream on 127.0.0.1 is a different server on each machine, so its poems are not shared. The lesson one-cache-for-all shows what a shared cache saves, and what one wrong poem in it costs.',
		'The class sees what a lab does: its servers, its connections with the addresses of their clients, the first 4 KiB of each chunk, and how far somebody is in a lesson. The engine keeps some 20,000 events of each lab, for one hour after the last. A lab publishes at most some 500 events a second: of more connections than that it shows a part, says how many events are missing, and the counts are exact all the same.',
		'With --iface 0.0.0.0 others can dial a lab, at the address that it names; Traffic calls who comes from a machine of the class by the name of its lab. On the board, quiet labs are grey, and a lab that has left or died stays until d dismisses it, or D all of them.',
		'Who needs help stands at the top after s, which sorts by lesson: ✓ or ✗ says whether the guess held, 3 tries that three times something else than the task was done, and for how many minutes somebody has been at the step. Left is a lesson that was left before its end.',
		'Enter watches a lab, and esc comes back. A lab that is watched can not be changed: space holds it still, the keys of a replay step back, and R records it to a file on this machine.',
		'class --json prints a line for each change: lab-joined, lab-left, lab-lost, lesson-reached, lesson-progressed, lesson-left, counts-changed, class-joined and class-away. Each has its time, and the lab that it is about.',
		'When the engine is away, slow or full, a lab goes on as if it were alone, says so, and joins again by itself. What it would have published waits, up to 4 MiB. A wrong password ends the program at its start.',
		'For a service on several hosts, run poetry-lab serve --class … --upstream poems.example:10000 --iface 0.0.0.0 --proxy-port 12000 on each of them, and put a TCP load balancer in front, such as HAProxy with mode tcp and balance leastconn, and one server line for each host. A client may reach any host: a poem that one of them has fetched is a hit for all. Check with a TCP connection to the port, and give each host a name of its own (--as). To stop one, send it SIGTERM: it leaves the class in order.',
		'Keep the engine off the open network, or give it a password and TLS (rediss://). Give it a bound, such as --maxmemory 256mb --maxmemory-policy allkeys-lru; with noeviction, a full engine only means that labs are alone.',
	],
};
