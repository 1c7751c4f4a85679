/** Whether only the head of an answer is asked for (HEAD). Nobody reads it: a loader that notes a reading or a search leaves no note then. */
export function asksHeadOnly(request: Request): boolean {
  return request.method === 'HEAD';
}
