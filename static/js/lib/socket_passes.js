// Whether a WebSocket to the server passes here: some networks let pages through, and not these.
const PATIENCE_MS = 6000;
/** How the server opens a connection of Socket.IO: https://socket.io/docs/v4/engine-io-protocol/ */
const OPENED = '0';

/** @returns {Promise<boolean>} */
export function socketPasses() {
  const line = new WebSocket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/socket.io/?EIO=4&transport=websocket`);
  const told = new Promise((resolve) => {
    line.addEventListener('message', ({ data }) => resolve(String(data).startsWith(OPENED)));
    line.addEventListener('error', () => resolve(false));
    line.addEventListener('close', () => resolve(false));
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
  return told.finally(() => line.close());
}
