import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Browser {
  executablePath: string;
  /** Further environment that this browser needs to start. */
  env: Record<string, string>;
}

export const browserFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const usual = '/usr/bin/chromium';

/**
 * The browser to test with: CHROMIUM_PATH, the system's, Playwright's own, or the one inside an npm package, so that the tests run
 * on a machine with nothing but npm. CHROMIUM_PATH=npm asks for that one.
 */
export async function findBrowser(): Promise<Browser> {
  const { chromium } = await import('@playwright/test');
  const wished = process.env['CHROMIUM_PATH'];
  if (wished === 'npm') return unpackBrowser();
  if (wished && !existsSync(wished)) throw new Error(`CHROMIUM_PATH points to nothing: ${wished}`);
  // The one that never had a window does the same pages in two thirds of the time.
  const installed = [wished, '/usr/bin/chromium-headless-shell', usual, chromium.executablePath()].find((path) => path && existsSync(path));
  return installed ? { executablePath: installed, env: {} } : unpackBrowser();
}

/** A browser that can show notices, which one without windows never does. Null where there is none. */
export function findBrowserWithNotices(): string | null {
  return existsSync(usual) ? usual : null;
}

/** Unpacks the browser of @sparticuz/chromium with the system libraries and fonts that come with it. */
async function unpackBrowser(): Promise<Browser> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const bin = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin');
  const [executablePath, libraries] = [await packed.executablePath(bin), await inflate(join(bin, 'al2023.tar.br'))];
  return { executablePath, env: { LD_LIBRARY_PATH: join(libraries, 'lib'), FONTCONFIG_PATH: join(tmpdir(), 'fonts') } };
}
