import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files that take long: they make a whole province, read the whole tree or all courses, open large workbooks. */
const slow = /\/(db\/seeds\/demo|tests\/(architecture|content)|jobs\/backup)\/|\/(read-apart|certificate-pdf-names|own-account|thirteen-months|built)\.test\.ts$/;

/** Vitest begins with the largest files. Whatever is short to read and long to run would come last, with the other processor idle. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.toSorted((a, b) => Number(slow.test(b.moduleId)) - Number(slow.test(a.moduleId)));
  }
}
