// The server's news: everything once at the start and after each break, then each change as it happens.

const KINDS = ['tracks', 'camera', 'level', 'measurement', 'incident'];

async function read(path) {
  const answer = await fetch(path, { cache: 'no-store' });
  return answer.json();
}

/**
 * @param {{all: Function, lost: Function, health: Function} & Record<string, Function>} handlers
 *   `all({status, cameras, incidents})` after each (re)connection, `lost()` while the server is away, and one per kind of news
 */
export function follow(handlers) {
  const source = new EventSource('/api/events');
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => handlers[kind](JSON.parse(event.data)));
  }
  source.addEventListener('open', async () => {
    try {
      const [status, cameras, incidents] = await Promise.all([read('/api/status'), read('/api/cameras'), read('/api/incidents')]);
      handlers.all({ status, cameras, incidents });
      handlers.health(await read('/health'));
    } catch {
      handlers.lost();
    }
  });
  source.addEventListener('error', () => handlers.lost());
  setInterval(async () => {
    if (source.readyState !== EventSource.OPEN || document.hidden) return;
    try {
      handlers.health(await read('/health'));
    } catch {
      // The stream's own error says so.
    }
  }, 5000);
}
