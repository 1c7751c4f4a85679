import { keepCompiled, loadBuilt } from './platform/built.ts';
import { refuseOldNode } from './platform/node-version.ts';

/** The web process. Everything that can be wrong at start ends here with one clear sentence. */
refuseOldNode();
keepCompiled();
// React and Remix choose their slow, checking builds unless this says production at the moment when they are loaded.
process.env['NODE_ENV'] ||= 'production';
try {
  const { startWeb } = process.env['NODE_ENV'] === 'development' ? await import('./start.server.ts') : await loadBuilt<typeof import('./start.server.ts')>('program/start.js');
  await startWeb(process.env);
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  const port = process.env['PORT'] || 3000;
  console.error(code === 'EADDRINUSE' ? `Port ${port} is already in use. Stop the other program or set PORT to another number.` : message);
  process.exit(1);
}
