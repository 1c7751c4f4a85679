import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import buildOnce from '../support/build-once.ts';
import { seedFullWorld } from '../support/scenery.ts';

/** Builds the pages when needed and seeds the template data folder that every worker copies. */
export default async function globalSetup(): Promise<() => void> {
  await buildOnce();
  const template = mkdtempSync(join(tmpdir(), 'hoc06-e2e-template-'));
  await seedFullWorld(template);
  process.env['E2E_TEMPLATE'] = template;
  return () => rmSync(template, { recursive: true, force: true });
}
