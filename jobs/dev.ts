/** `npm run dev`: the web server with Vite in front of it, so that pages and lessons change while they are being written. */
process.env['NODE_ENV'] = 'development';
await import('../app/server.ts');

export {};
