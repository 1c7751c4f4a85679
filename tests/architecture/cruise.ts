import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importRules } from './import-rules.ts';
import { listFiles } from './tree.ts';

/** Checks the imports below a root, from everything that is not a test: what a test imports is nobody's business. @returns one `rule: from → to` line per violation */
export async function faultyImports(root: string): Promise<string[]> {
  const rooms = ['app', 'db', 'jobs'].filter((room) => existsSync(join(root, room)));
  const files = listFiles(root, rooms).filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  const { output } = await cruise(files, {
    baseDir: root,
    ruleSet: { forbidden: importRules },
    validate: true,
    skipAnalysisNotInRules: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|data)/|\\.(css|yaml|json|mdx|svg)$' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  });
  return (output as ICruiseResult).summary.violations.map((fault) => `${fault.rule.name}: ${fault.from} → ${fault.to}`);
}
