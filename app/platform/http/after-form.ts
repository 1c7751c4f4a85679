/** Whether a loader draws its page once more after the page's own form was refused: Remix then asks it with the headers of the form. Such a loader leads nowhere else, or what was typed and why it was refused would be lost. */
export function followsForm(request: Request): boolean {
  return request.headers.has('content-type');
}
