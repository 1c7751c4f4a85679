/**
 * The product's Remix options; vite.config.ts hands them to the Remix plugin.
 * Lazy route discovery is off because pages ship no router to the browser (docs/decisions/0003).
 * @type {Omit<import('@remix-run/dev').VitePluginConfig, 'routes'>}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: true,
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_routeConfig: true,
    v3_lazyRouteDiscovery: false,
    unstable_optimizeDeps: true,
  },
};
