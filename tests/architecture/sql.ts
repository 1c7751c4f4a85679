import { listFiles, readSource } from './tree.ts';

const speaksSql = /\.(selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(|\bsql(\.raw)?\s*(<[^>]*>)?[`(]|\.(prepare|exec)\(\s*[`'"]/;
/** Where SQL may stand: commands, queries and server-side row modules; the platform's server files; the web process itself. */
const mayTouchRows = /^app\/.+\/(commands|queries)\/|^app\/(?!.*\/(routes|components|rules|forms|islands)\/).*\.server\.tsx?$/;

/** Files of app/ that speak SQL although their room may not, through an import or through `context.db`. */
export function listMisplacedSql(root: string): string[] {
  return listFiles(root, ['app'])
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !mayTouchRows.test(file))
    .filter((file) => speaksSql.test(readSource(root, file)));
}

const readsEnvironment = /\bprocess\.env\b/;
const entryPoints = /^app\/(server|dev)\.ts$|-cli\.ts$|^jobs\/(main|backup|restore|demo|organisation|progress-rebuild|content-publish)\.ts$|^db\/seeds\/[^/]+\.ts$|^app\/ui\/make-icons\.ts$/;

/** Files that read the environment by themselves instead of taking it from `context.env`. */
export function listEnvironmentReaders(root: string, starts: readonly string[] = ['app', 'db', 'jobs']): string[] {
  return listFiles(root, starts)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !entryPoints.test(file))
    .filter((file) => readsEnvironment.test(readSource(root, file)));
}
