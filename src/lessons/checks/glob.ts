/** Does a text fit a pattern in which `*` stands for any text? */
export function globMatcher(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('[^]*')}$`);
  return (text) => expression.test(text);
}
