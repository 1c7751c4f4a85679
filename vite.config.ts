import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { bundleProgram } from './program.build.ts';
import remixOptions from './remix.config.js';

export default defineConfig({
  plugins: [remix(remixOptions), tailwindcss(), bundleProgram()],
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  // Native and build-time packages that only the server loads; the dependency scanner would try to bundle them for the browser.
  optimizeDeps: { exclude: ['@node-rs/argon2', 'mdx-bundler', 'esbuild'] },
  server: { fs: { allow: ['.'] } },
});
