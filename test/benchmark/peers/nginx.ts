import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerKind } from '../peer.ts';
import { portsFrom } from '../ports.ts';
import { onPath, startProcess } from '../processes.ts';

const streamModule = '/usr/lib/nginx/modules/ngx_stream_module.so';

/** A poem from nginx's configuration, by its stream module, where that is installed: about what C can do. */
export const nginx: PeerKind = {
	name: 'nginx `return`',
	only: ['poem'],
	missing: () => {
		if (onPath('nginx').length === 0) {
			return 'nginx is not installed';
		}
		return existsSync(streamModule) ? undefined : "nginx's stream module is not installed";
	},
	start: ({ cores, folder, poemFile }, firstPort) => {
		const file = join(folder, `nginx-${firstPort}.conf`);
		writeFileSync(file, configuration(readFileSync(poemFile, 'utf8'), portsFrom(firstPort).poem, folder));
		const [program = 'nginx'] = onPath('nginx');
		return startProcess(cores.servers, program, ['-p', folder, '-c', file, '-e', join(folder, 'nginx.log')]);
	},
};

function configuration(poem: string, port: number, folder: string): string {
	return `load_module ${streamModule};
daemon off;
master_process off;
pid ${join(folder, `nginx-${port}.pid`)};
error_log ${join(folder, 'nginx.log')} crit;
events { worker_connections 4096; }
stream {
	server {
		listen 127.0.0.1:${port};
		return '${poem}';
	}
}
`;
}
