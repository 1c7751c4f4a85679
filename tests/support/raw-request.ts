import { connect } from 'node:net';

/** Sends bytes as they are, for requests that no client library would send, and gives everything that comes back until the server hangs up. */
export function sendRaw(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part: string) => void (text += part));
    socket.once('close', () => resolve(text)).once('error', reject);
  });
}
