import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { collectProblems, type Problem } from '../../platform/content/problems.ts';
import { largestYaml, readSource } from '../../platform/content/source-text.server.ts';
import { parseYaml, readYaml } from '../../platform/content/yaml-file.ts';
import { modelsFile, type ModelsFile } from './model-file.ts';

/** The models of the coordination plan as they lie in the content folder; null with the reasons when the file cannot be used. */
export function readModels(contentDir: string): { plan: ModelsFile | null; problems: Problem[] } {
  const problems = collectProblems();
  const path = join(contentDir, 'models.yaml');
  const file = path.replaceAll('\\', '/');
  const report = (line: number, reason: Problem['reason']) => problems.error(file, line, reason);
  const text = readSource(path, file, largestYaml, problems);
  const yaml = text === null ? null : readYaml(text, report);
  return { plan: yaml && parseYaml(modelsFile, yaml, report), problems: problems.list };
}

/** The models for a lesson that shows them; null when there is no file or it cannot be used. */
export function findModels(contentDir: string): ModelsFile | null {
  return existsSync(join(contentDir, 'models.yaml')) ? readModels(contentDir).plan : null;
}
